using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Course;

/// <summary>Says what the rules in the kernel do with the packets of a check that failed: the first thing that one would look at.</summary>
internal static class KernelView
{
    private const int MostEnds = 2;

    /// <summary>A sentence, with a blank in front; empty if there is nothing to say.</summary>
    public static async Task<string> DescribeAsync(Lab lab, TrafficPlan plan, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(plan.To, UriKind.Absolute, out var target) || target.Port <= 0)
        {
            return "";
        }

        string host = target.HostNameType == UriHostNameType.IPv6 ? $"[{target.Host.Trim('[', ']')}]" : target.Host;
        try
        {
            var walk = await lab.WalkAsync($"{host}:{target.Port}", plan.From, plan.IsUdp ? "udp" : "tcp", cancellationToken);
            return walk.Nodes is [var first, ..] ? Of(walk, first) is { Length: > 0 } words ? $". {words}" : "" : "";
        }
        catch (LabException error)
        {
            return $". {error.Message}";
        }
        catch (SandboxException)
        {
            return "";
        }
    }

    private static string Of(LabWalk walk, NodeWalk node)
    {
        var outcomes = node.Result.Outcomes;
        string packet = $"{walk.Packet.Destination} port {walk.Packet.DestinationPort}";
        if (outcomes is [{ Verdict: WalkVerdict.Rejected } rejected])
        {
            return $"A rule on {node.Node} rejects what goes to {packet}{Rule(rejected)}";
        }

        if (outcomes is [{ Verdict: WalkVerdict.Dropped } dropped])
        {
            return $"A rule on {node.Node} drops what goes to {packet}{Rule(dropped)}";
        }

        if (outcomes.All(outcome => outcome is { Verdict: WalkVerdict.Accepted, IsDestinationTranslated: false, IsForThisHost: false }))
        {
            return outcomes.Any(outcome => node.NameOf(outcome) is not null) ? "" : $"No rule on {node.Node} sends {packet} on to a Pod";
        }

        var ends = outcomes.Where(outcome => outcome is { Verdict: WalkVerdict.Accepted, IsDestinationTranslated: true })
            .Select(outcome => $"{outcome.Endpoint} ({node.NameOf(outcome) ?? "nobody has this address"})").Distinct().ToList();
        if (ends.Count > MostEnds + 1)
        {
            ends = [.. ends.Take(MostEnds), FormattableString.Invariant($"one of {ends.Count - MostEnds} more")];
        }

        return ends.Count == 0 ? "" : $"The rules on {node.Node} send {packet} on to {PodNames.Words(ends, "or")}";
    }

    private static string Rule(WalkOutcome outcome)
        => outcome.Steps is [.., var last] ? $" ({last.Table} {last.Chain}{(last.Rule.Comment is { } comment ? $": \"{comment}\"" : "")})" : " (the policy of a chain)";
}
