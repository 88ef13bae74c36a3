using Learn.Netfilter;

namespace Learn;

/// <summary>A rule and how much traffic it has seen.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The number of the rule in its chain, counted from 1.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Counters">
/// What it has seen. The nat table sees the first packet of each connection only, so there a packet is a connection.
/// </param>
public sealed record CountedRule(string Table, string Chain, int Number, Rule Rule, Counters Counters)
{
    /// <summary>The chain that it leads to, or what else it does: <c>KUBE-SEP-…</c>, <c>DNAT</c>, <c>MARK</c>; empty for a rule that only counts.</summary>
    public string Leads => Rule.Target switch
    {
        JumpTarget jump => jump.Chain,
        GotoTarget jump => jump.Chain,
        null => "",
        DnatTarget dnat => $"DNAT {dnat.To}",
        var other => other.GetType().Name.Replace("Target", "", StringComparison.Ordinal).ToUpperInvariant(),
    };
}
