using System.Text;

namespace Learn.Netfilter;

/// <content>Payloads.</content>
public sealed partial class SimulatedTables
{
    /// <summary>
    /// Carries out a payload as <c>iptables-restore</c> does. Each table is one transaction: if one of its lines is refused nothing of it
    /// happens, and the tables after it are not looked at; those before it stay.
    /// </summary>
    /// <param name="payload">The payload.</param>
    /// <param name="noFlush">True to keep chains that are not mentioned: <c>--noflush</c>.</param>
    /// <param name="counters">True to take over the counters of built-in chains: <c>--counters</c>.</param>
    public TablesResult Restore(string payload, bool noFlush = false, bool counters = false)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return Restore(Encoding.UTF8.GetBytes(payload), noFlush, counters);
    }

    /// <inheritdoc cref="Restore(string, bool, bool)" />
    public TablesResult Restore(ReadOnlySpan<byte> payload, bool noFlush = false, bool counters = false)
    {
        var parsed = RulesetParser.TryParse(payload, Family, TextStyle.Restore);
        int firstError = parsed.Succeeded ? int.MaxValue : parsed.Errors[0].Line;
        int line = 0;
        foreach (var table in parsed.Ruleset.Tables)
        {
            line += table.LeadingComments.Length + 1;
            if (line >= firstError)
            {
                break;
            }

            if (RestoreTable(table, noFlush, counters, firstError, ref line) is { } refusal)
            {
                return refusal;
            }
        }

        return parsed.Succeeded ? TablesResult.Done : TablesResult.WrongUse(parsed.Errors[0].Message) with { Line = firstError };
    }

    private static TablesResult Declare(TableState state, Chain declared, bool counters)
    {
        if (state.Find(declared.Name) is not { } found)
        {
            if (RuleAdmission.CheckName(declared.Name) is { } refusal)
            {
                return refusal;
            }

            state.Add(declared.Name);
            return TablesResult.Done;
        }

        // A built-in chain is emptied by its chain line only when everything is.
        if (found.Policy is null)
        {
            state.Clear(declared.Name);
        }
        else if (declared.Policy is { } policy)
        {
            state.SetPolicy(declared.Name, policy, counters ? declared.Counters : default);
        }

        return TablesResult.Done;
    }

    private TablesResult? RestoreTable(Table table, bool noFlush, bool counters, int firstError, ref int line)
    {
        if (UnknownTable(table.Name) is { } unknown)
        {
            return unknown with { Line = line };
        }

        var state = noFlush ? Begin(table.Name) : new TableState(table.Name);
        foreach (var item in RulesetWriter.LinesOf(table))
        {
            if (++line >= firstError)
            {
                return null;
            }

            var result = Apply(state, table, item, counters);
            if (!result.Succeeded)
            {
                return result with { Line = line };
            }
        }

        if (++line >= firstError)
        {
            return null;
        }

        var committed = table.IsCommitted ? Commit(state) : TablesResult.NotFound("COMMIT is missing");
        return committed.Succeeded ? null : committed with { Line = line };
    }

    private TablesResult Apply(TableState state, Table table, TableLine line, bool counters) => line.Kind switch
    {
        TableLineKind.Chain => Declare(state, table.Find(line.Text)!, counters),
        TableLineKind.Append => Insert(state, line.Text, line.Rule!, int.MaxValue),
        TableLineKind.Insert => Insert(state, line.Text, line.Rule!, Math.Max(line.Number, 1)),
        TableLineKind.Delete => Delete(state, line.Text, line.Rule, line.Number),
        TableLineKind.New => state.Find(line.Text) is null
            ? Declare(state, new Chain(line.Text, []), counters)
            : TablesResult.NotFound($"chain {line.Text} exists already"),
        TableLineKind.Flush => Flush(state, line.Text.Length == 0 ? null : line.Text),
        TableLineKind.DeleteChain => DeleteChain(state, line.Text.Length == 0 ? null : line.Text),
        TableLineKind.Comment => TablesResult.Done,
        _ => TablesResult.WrongUse($"not understood: {line.Text}"),
    };
}
