using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>One check of an exercise.</summary>
public sealed record TryProgress
{
    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The checks that failed; empty if it passed.</summary>
    public ImmutableArray<string> Failed { get; init; } = [];

    /// <summary>What the first of them saw, for the second hint.</summary>
    public string Seen { get; init; } = "";
}
