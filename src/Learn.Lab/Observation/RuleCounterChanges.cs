using System.Collections.Immutable;
using System.Text;
using Learn.Netfilter;

namespace Learn;

/// <summary>Which rules of a node traffic came by between two moments.</summary>
/// <param name="Node">The node.</param>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Changes">Rules that have seen something, in the order of <c>iptables-save</c>.</param>
public sealed record RuleCounterChanges(string Node, IpFamily Family, ImmutableArray<RuleCounterChange> Changes)
{
    private const int ChainWidth = 25;

    /// <summary>Packets that rules have sent to a chain: 0 if none has. In the nat table a packet is a connection.</summary>
    /// <param name="chain">The whole name of the chain, or its beginning: <c>KUBE-SEP-</c>.</param>
    /// <param name="table">The table; default <c>nat</c>.</param>
    public ulong PacketsTo(string chain, string table = "nat")
        => Changes.Where(change => change.Rule.Table == table && change.Rule.Leads.StartsWith(chain, StringComparison.Ordinal))
            .Aggregate(0UL, (sum, change) => sum + change.Since.Packets);

    /// <summary>Only those of a Service: rules whose comment names it, and those of the chains that they lead to.</summary>
    /// <param name="service">Its name as in kube-proxy's comments: <c>default/my-service</c>.</param>
    public RuleCounterChanges Of(string service)
    {
        // The comment is "default/my-service:http cluster IP", or "… -> 10.244.0.5:8080".
        bool Names(string? comment) => comment is not null && comment.StartsWith(service, StringComparison.Ordinal) && (comment.Length == service.Length || comment[service.Length] is ':' or ' ');
        var chains = Changes.Where(change => Names(change.Rule.Rule.Comment)).Select(change => change.Rule.Leads)
            .Where(leads => leads.StartsWith("KUBE-S", StringComparison.Ordinal) || leads.StartsWith("KUBE-EXT", StringComparison.Ordinal)).ToHashSet();
        return this with { Changes = [.. Changes.Where(change => Names(change.Rule.Rule.Comment) || chains.Contains(change.Rule.Chain))] };
    }

    /// <summary>A table of at most 80 columns: the packets, the chain, and what its rule does with them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Node}, {Family}\n\n");
        if (Changes.IsDefaultOrEmpty)
        {
            return text.Append("(no rule has seen a packet)\n").ToString();
        }

        text.Append("  packets  table   ").Append("chain".PadRight(ChainWidth)).Append("  leads to\n");
        foreach (var change in Changes)
        {
            string line = OutcomeText.Format($"{change.Since.Packets,9:N0}{(change.IsNew ? "*" : " ")} {change.Rule.Table,-7} ")
                + $"{OutcomeText.Column(change.Rule.Chain, ChainWidth)}  {change.Rule.Leads}";
            text.Append(line.Length > OutcomeText.Width ? line[..(OutcomeText.Width - 1)] + "…" : line.TrimEnd()).Append('\n');
        }

        if (Changes.Any(change => change.IsNew))
        {
            text.Append("* written anew meanwhile: what it had seen before is not known\n");
        }

        return text.ToString();
    }
}
