using System.Text.RegularExpressions;
using Learn.Netfilter;

namespace Learn.Course;

/// <summary>
/// The rules of all nodes as they were before a check changed the world. A learner's own rules in chains of kube-proxy's are lost with the next sync; where
/// kube-proxy wants the same afterwards as before, the kernel gets back what it had.
/// </summary>
internal sealed partial class RulesSnapshot
{
    private readonly Lab lab;
    private readonly IReadOnlyList<Part> parts;

    private RulesSnapshot(Lab lab, IReadOnlyList<Part> parts)
    {
        this.lab = lab;
        this.parts = parts;
    }

    /// <summary>Takes note of the rules.</summary>
    public static async Task<RulesSnapshot> TakeAsync(Lab lab, CancellationToken cancellationToken)
        => new(lab, await Task.WhenAll(
            from node in lab.Nodes
            from family in lab.Options.Addresses.Families
            select ReadAsync(lab, node.Name, family, cancellationToken)));

    /// <summary>Puts them back where nothing but a sync has changed them.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(parts.Where(part => lab.Nodes.Any(node => node.Name == part.Node)).Select(RestoreAsync));

        async Task RestoreAsync(Part before)
        {
            var now = await ReadAsync(lab, before.Node, before.Family, cancellationToken);
            if (!AreSame(before.Save, now.Save) && WantTheSame(before.Wanted, now.Wanted))
            {
                await lab.RestoreRulesAsync(before.Save, before.Node, before.Family, cancellationToken);
            }
        }
    }

    private static async Task<Part> ReadAsync(Lab lab, string node, IpFamily family, CancellationToken cancellationToken)
        => new(node, family, await lab.IptablesSaveAsync(node, family: family, cancellationToken: cancellationToken), lab.WantedRules(node, family));

    private static bool WantTheSame(Ruleset? before, Ruleset? now)
        => before is null || now is null ? before == now : ReferenceEquals(before, now) || RulesetComparer.Compare(before, now).IsEmpty;

    private static bool AreSame(string before, string now) => Plain(before).SequenceEqual(Plain(now), StringComparer.Ordinal);

    // Without the time of the dump and without counters.
    private static IEnumerable<string> Plain(string save) => save.Split('\n').Where(line => !line.StartsWith('#')).Select(line => Counters().Replace(line, ""));

    [GeneratedRegex(@"\s*\[\d+:\d+\]")]
    private static partial Regex Counters();

    private sealed record Part(string Node, IpFamily Family, string Save, Ruleset? Wanted);
}
