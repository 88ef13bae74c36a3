using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// What somebody does in an exercise: <c>solution/attempt.yaml</c>, <c>wrong/NAME/attempt.yaml</c>. A folder without this file is one that applies all its manifests, in the
/// order of their names.
/// </summary>
public sealed record AttemptDefinition
{
    /// <summary>For a solution: what was to be done, in a sentence or two. For a wrong one: what its author believed.</summary>
    public string Text { get; init; } = "";

    /// <summary>What is done, in order.</summary>
    public ImmutableArray<ActionDefinition> Actions { get; init; } = [];

    /// <summary>The answers, by the ids of questions; templates.</summary>
    public ImmutableSortedDictionary<string, string> Answers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>For a wrong attempt: which check must fail, and what the learner must be told.</summary>
    public FailureDefinition? Fails { get; init; }
}
