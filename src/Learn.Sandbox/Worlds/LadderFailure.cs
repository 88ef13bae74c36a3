namespace Learn.Sandbox;

/// <summary>Why one rung of the ladder did not hold.</summary>
/// <param name="Isolation">The rung.</param>
/// <param name="Reason">What was tried and what the system answered.</param>
/// <param name="Remedy">What is missing and how to get it.</param>
public sealed record LadderFailure(Isolation Isolation, string Reason, string Remedy);
