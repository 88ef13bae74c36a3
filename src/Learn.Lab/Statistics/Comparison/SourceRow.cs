using System.Collections.Immutable;

namespace Learn;

/// <summary>Where the requests of one source ended: one row of a <see cref="SourceComparison"/>.</summary>
/// <param name="Source">The source.</param>
/// <param name="Count">Its requests.</param>
/// <param name="Counts">Its requests by end, in the order of <see cref="SourceComparison.Ends"/>.</param>
/// <param name="Fit">How well they fit what the rules made expect for this source; null without an expectation.</param>
/// <param name="Failed">Its requests that failed without telling where the rules sent them; they are not among the others.</param>
public sealed record SourceRow(string Source, int Count, ImmutableArray<int> Counts, GoodnessOfFit? Fit, int Failed = 0);
