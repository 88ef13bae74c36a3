namespace Learn.Netfilter;

/// <summary>One of several ways that a packet can go on.</summary>
/// <param name="Kind">Which one: the packet matches the rule, or does not, or its target does something unknown.</param>
/// <param name="Step">The rule that makes the choice.</param>
/// <param name="Least">The least share of packets that come to the choice and go this way, 0 to 1.</param>
/// <param name="Most">The greatest such share; the same unless something is not known.</param>
/// <param name="TotalLeast">The least share of all packets that come by this way, 0 to 1.</param>
/// <param name="TotalMost">The greatest such share.</param>
/// <param name="Section">What follows.</param>
public sealed record WalkChoice(
    WalkEdgeKind Kind, WalkStep Step, double Least, double Most, double TotalLeast, double TotalMost, WalkSection Section)
{
    /// <summary>True if the share is known.</summary>
    public bool IsKnown => Most - Least < 1e-12;

    /// <summary>For a packet that does not match: the rule that it surely matches next, if that is so; otherwise null.</summary>
    public WalkStep? Next => Kind == WalkEdgeKind.NotMatched && Section.Nodes is [{ Kind: WalkNodeKind.Rule, Step: { } step }, ..] ? step : null;

    /// <summary>True if packets are taken in turn, not by chance: <c>-m statistic --mode nth</c>.</summary>
    public bool IsInTurn => Step.Rule.Find<StatisticMatch>()?.Mode == StatisticMode.Nth;
}
