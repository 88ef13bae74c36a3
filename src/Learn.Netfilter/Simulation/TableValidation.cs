using System.Collections.Frozen;

namespace Learn.Netfilter;

/// <summary>
/// What the kernel checks at the end of a transaction: no chain calls itself, jumps are not nested too deeply, and every target can work at
/// the hooks from which it is reached.
/// </summary>
internal sealed class TableValidation(TableState table)
{
    // NFT_JUMP_STACK_SIZE of the kernel; the built-in chain counts.
    private const int MaxDepth = 16;

    private static readonly FrozenDictionary<string, string> TablesOfTargets = new Dictionary<string, string>
    {
        ["REDIRECT"] = "nat", ["NETMAP"] = "nat", ["CT"] = "raw", ["NOTRACK"] = "raw", ["TOS"] = "mangle", ["TTL"] = "mangle",
        ["HL"] = "mangle", ["DSCP"] = "mangle", ["ECN"] = "mangle", ["TPROXY"] = "mangle", ["CHECKSUM"] = "mangle",
        ["TCPMSS"] = "mangle", ["TCPOPTSTRIP"] = "mangle",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, (int Depth, Hooks Hooks)> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    internal static TablesResult? CheckTable(Rule rule, string table)
    {
        string? needed = rule.Target switch
        {
            DnatTarget or SnatTarget or MasqueradeTarget => "nat",
            RejectTarget => "filter",
            UnknownTarget unknown => TablesOfTargets.GetValueOrDefault(unknown.Name),
            _ => null,
        };
        return needed is null || needed == table
            ? null
            : TablesResult.RefusedByKernel($"this target works in the {needed} table only: {rule}");
    }

    internal TablesResult? Check()
    {
        foreach (string name in TableLayout.BuiltInChains(table.Name))
        {
            if (Measure(name) is not { } measured)
            {
                return TablesResult.RefusedByKernel($"the jumps from {name} lead in a circle");
            }

            if (measured.Depth > MaxDepth)
            {
                return TablesResult.RefusedByKernel($"the jumps from {name} are nested more than {MaxDepth} chains deep");
            }

            if ((measured.Hooks & TableLayout.HookOf(name)) == 0)
            {
                return TablesResult.RefusedByKernel($"a rule that is reached from {name} has a target that does not work there");
            }
        }

        return null;
    }

    private static Hooks HooksOf(Rule rule)
    {
        var hooks = rule.Target switch
        {
            DnatTarget => Hooks.Prerouting | Hooks.Output,
            SnatTarget => Hooks.Input | Hooks.Postrouting,
            MasqueradeTarget => Hooks.Postrouting,
            RejectTarget => Hooks.Input | Hooks.Forward | Hooks.Output,
            UnknownTarget { Name: "REDIRECT" } => Hooks.Prerouting | Hooks.Output,
            _ => Hooks.All,
        };
        return rule.Find<AddressTypeMatch>()?.Interface switch
        {
            AddressTypeInterface.In => hooks & ~(Hooks.Output | Hooks.Postrouting),
            AddressTypeInterface.Out => hooks & ~(Hooks.Prerouting | Hooks.Input),
            _ => hooks,
        };
    }

    // Null if the chain is reached from itself.
    private (int Depth, Hooks Hooks)? Measure(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        if (table.Find(name) is not { } chain)
        {
            return (1, Hooks.All);
        }

        // Deeper than this the answer is clear, and the stack of this process is finite.
        if (!_open.Add(name))
        {
            return null;
        }

        int depth = 1;
        var hooks = Hooks.All;
        foreach (var rule in chain.Rules)
        {
            hooks &= HooksOf(rule);
            if (TableState.ChainCalledBy(rule) is { } called)
            {
                if ((_open.Count > MaxDepth * 2 ? (MaxDepth * 2, Hooks.All) : Measure(called)) is not { } below)
                {
                    return null;
                }

                depth = Math.Max(depth, below.Depth + 1);
                hooks &= below.Hooks;
            }
        }

        _open.Remove(name);
        _known[name] = (depth, hooks);
        return (depth, hooks);
    }
}
