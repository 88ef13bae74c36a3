using Learn.Netfilter;

namespace Learn;

/// <summary>What the rules of a node do to a packet on its journey.</summary>
/// <param name="Node">The node.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Probability">How probable it is that the packet comes by in this form, 0–1.</param>
/// <param name="Walk">What happens.</param>
internal sealed record JourneyWalk(string Node, Ruleset Rules, double Probability, WalkResult Walk);
