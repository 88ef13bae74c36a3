using System.Collections.Frozen;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>The rules of a host as <c>iptables-save</c> shows them, found by the kernel's numbers for them.</summary>
internal sealed class RuleIndex
{
    private readonly FrozenDictionary<(string Table, ulong Handle), (int Number, Rule Rule)> rules;

    private RuleIndex(Ruleset ruleset, FrozenDictionary<(string Table, ulong Handle), (int Number, Rule Rule)> rules)
    {
        Ruleset = ruleset;
        this.rules = rules;
    }

    /// <summary>The rules.</summary>
    public Ruleset Ruleset { get; }

    /// <summary>Reads the rules of a host and their numbers, in the order of the chains; again until both are of one moment.</summary>
    /// <exception cref="SandboxException">The rules do not stop changing.</exception>
    public static async Task<(RuleIndex Index, IReadOnlyList<RuleHandle> Handles)> ReadAsync(Host host, IpFamily family, CancellationToken cancellationToken)
    {
        const int attempts = 20;
        var addresses = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            // Handles only grow, and are not used twice: if they are the same before and after, so are the rules.
            var before = await host.GetRuleHandlesAsync(addresses, cancellationToken);
            var ruleset = RulesetParser.Parse((await host.Iptables(family).SaveAsync(cancellationToken: cancellationToken)).Span, family);
            var after = await host.GetRuleHandlesAsync(addresses, cancellationToken);
            if (before.SequenceEqual(after) && TryMake(ruleset, after) is { } index)
            {
                return (index, after);
            }
        }

        throw new SandboxException($"The rules of {host.Name} do not stop changing, so that a trace cannot be read against them.");
    }

    /// <summary>The rule of a number; null if it was added or removed meanwhile.</summary>
    public (int Number, Rule Rule)? Find(string table, ulong handle) => rules.TryGetValue((table, handle), out var found) ? found : null;

    private static RuleIndex? TryMake(Ruleset ruleset, IReadOnlyList<RuleHandle> handles)
    {
        var found = new Dictionary<(string Table, ulong Handle), (int Number, Rule Rule)>(handles.Count);
        foreach (var handle in handles)
        {
            // Tables that nft users made beside those of iptables are not shown by iptables-save.
            if (ruleset.Find(handle.Table) is not { } table)
            {
                continue;
            }

            if (table.Find(handle.Chain) is not { } chain || chain.Rules.Length < handle.Number)
            {
                return null;
            }

            found[(handle.Table, handle.Handle)] = (handle.Number, chain.Rules[handle.Number - 1]);
        }

        return found.Count == ruleset.RuleCount ? new RuleIndex(ruleset, found.ToFrozenDictionary()) : null;
    }
}
