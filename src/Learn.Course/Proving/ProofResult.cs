namespace Learn.Course;

/// <summary>One claim about the course, and whether it holds.</summary>
/// <param name="Subject">What it is about: <c>07-wrong-selector</c>, <c>beliefs</c>, <c>links</c>.</param>
/// <param name="Claim">What must hold: <c>the solution passes</c>.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Detail">If it does not: what was seen instead. Else empty, or a figure.</param>
public sealed record ProofResult(string Subject, string Claim, bool Holds, string Detail = "")
{
    /// <summary>How long it took to find out.</summary>
    public TimeSpan Elapsed { get; init; }
}
