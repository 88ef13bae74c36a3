using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// An <c>exercise.yaml</c> as its author wrote it. Every text in it is a template in the Liquid language: <c>{{ port }}</c> stands for what was drawn for
/// this learner, and filters ask the lab (<c>{{ "web" | cluster_ip }}</c>).
/// </summary>
public sealed record ExerciseDefinition
{
    /// <summary>The title, at most 60 characters.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the learner is asked to do.</summary>
    public ExerciseKind Kind { get; init; }

    /// <summary>What the learner can do afterwards, in one sentence.</summary>
    public string Goal { get; init; } = "";

    /// <summary>How long it takes, 3–30.</summary>
    public int Minutes { get; init; }

    /// <summary>The lesson that it belongs to, by its number (<c>"05"</c>); null for none.</summary>
    public string? Lesson { get; init; }

    /// <summary>Lessons and exercises that come before it: <c>lesson 03</c>, <c>exercise 02</c>.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>What of the course's subject it covers.</summary>
    public CoverageDefinition Covers { get; init; } = new();

    /// <summary>A file with a document of <c>kind: Lab</c>, relative to the exercise; null for the plain lab: one node, one client.</summary>
    public string? Lab { get; init; }

    /// <summary>What is drawn for each learner, in this order; a later one may use earlier ones.</summary>
    public ImmutableArray<KeyValuePair<string, DrawDefinition>> Draw { get; init; } = [];

    /// <summary>What is done in the fresh lab before the learner gets it.</summary>
    public ImmutableArray<ActionDefinition> Start { get; init; } = [];

    /// <summary>What the learner reads: the situation and the tasks. Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>What the learner is asked.</summary>
    public ImmutableArray<QuestionDefinition> Questions { get; init; } = [];

    /// <summary>What must hold, in the order in which it is checked.</summary>
    public ImmutableArray<CheckDefinition> Checks { get; init; } = [];

    /// <summary>Help for whom a check fails.</summary>
    public ImmutableArray<HintDefinition> Hints { get; init; } = [];

    /// <summary>Shown after passing: why it was so, and what real clusters do differently. Markdown.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>How the untouched start state fails; the course check sees that it does.</summary>
    public FailureDefinition Fails { get; init; } = new();
}
