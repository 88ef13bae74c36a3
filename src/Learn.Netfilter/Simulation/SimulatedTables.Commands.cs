namespace Learn.Netfilter;

/// <content>What the commands do inside a transaction.</content>
public sealed partial class SimulatedTables
{
    private static TablesResult Delete(TableState state, string chain, Rule? rule, int number)
    {
        if (state.Find(chain) is not { } found)
        {
            return NoChain(chain);
        }

        int index = number - 1;
        if (rule is not null)
        {
            index = 0;
            while (index < found.Rules.Count && !found.Rules[index].Equals(rule))
            {
                index++;
            }
        }

        if (index < 0 || index >= found.Rules.Count)
        {
            return TablesResult.NotFound($"there is no such rule in {chain}");
        }

        state.RemoveAt(chain, index);
        return TablesResult.Done;
    }

    private static TablesResult Flush(TableState state, string? chain)
    {
        if (chain is not null && state.Find(chain) is null)
        {
            return NoChain(chain);
        }

        foreach (string name in chain is not null ? [chain] : state.InOrder().Select(item => item.Name).ToArray())
        {
            state.Clear(name);
        }

        return TablesResult.Done;
    }

    private static TablesResult DeleteChain(TableState state, string? chain)
    {
        if (chain is not null && state.Find(chain)?.Policy is not null)
        {
            return TablesResult.NotFound($"{chain} is a built-in chain");
        }

        if (chain is not null && state.Find(chain) is null)
        {
            return NoChain(chain);
        }

        foreach (var found in chain is not null ? [state.Find(chain)!] : state.UserDefined().ToArray())
        {
            if (found.Rules.Count > 0)
            {
                return TablesResult.RefusedByKernel($"chain {found.Name} still has rules");
            }

            if (state.IsReferenced(found.Name))
            {
                return TablesResult.RefusedByKernel($"a rule still jumps to chain {found.Name}");
            }

            state.Remove(found.Name);
        }

        return TablesResult.Done;
    }

    private TablesResult Insert(TableState state, string chain, Rule rule, int number)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (RuleAdmission.Check(rule, state.Name, chain, Family) is { } refusal)
        {
            return refusal;
        }

        if (TableState.ChainCalledBy(rule) is { } called)
        {
            if (state.Find(called) is not { } target)
            {
                return TablesResult.WrongUse($"chain {called} does not exist");
            }

            if (target.Policy is not null)
            {
                return TablesResult.RefusedByKernel($"{called} is a built-in chain; only the kernel calls it");
            }
        }

        if (state.Find(chain) is not { } found)
        {
            return NoChain(chain);
        }

        if (TableValidation.CheckTable(rule, state.Name) is { } wrongTable)
        {
            return wrongTable;
        }

        if (number != int.MaxValue && (number < 1 || number > found.Rules.Count + 1))
        {
            return TablesResult.NotFound($"{chain} has no place {number}");
        }

        state.Insert(chain, number == int.MaxValue ? found.Rules.Count : number - 1, rule);
        return TablesResult.Done;
    }
}
