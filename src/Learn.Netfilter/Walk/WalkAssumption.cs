namespace Learn.Netfilter;

/// <summary>Something that could not be decided, and what was assumed.</summary>
/// <param name="Step">The rule.</param>
/// <param name="Matched">True if the outcome is for the case that the packet matched it.</param>
public sealed record WalkAssumption(WalkStep Step, bool Matched);
