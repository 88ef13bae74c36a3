using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What came of a proof.</summary>
/// <param name="Results">All claims, in order.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ProofReport(ImmutableArray<ProofResult> Results, TimeSpan Elapsed)
{
    /// <summary>True if every claim holds.</summary>
    public bool Holds => Results.All(result => result.Holds);

    /// <summary>The claims that do not.</summary>
    public IEnumerable<ProofResult> Failures => Results.Where(result => !result.Holds);
}
