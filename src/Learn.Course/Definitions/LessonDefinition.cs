using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>What goes with a lesson's notebook: <c>notebooks/NN-name.yaml</c> beside <c>NN-name.ipynb</c>. Answers stand here, not in the notebook.</summary>
public sealed record LessonDefinition
{
    /// <summary>The title, without the number.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the learner can do afterwards, in one sentence.</summary>
    public string Goal { get; init; } = "";

    /// <summary>How long it takes, 15–30.</summary>
    public int Minutes { get; init; }

    /// <summary>Lessons that come before it: <c>"01"</c>.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>What of the subject it covers.</summary>
    public CoverageDefinition Covers { get; init; } = new();

    /// <summary>What the learner guesses before an experiment (cells <c>#!predict</c> and <c>#!reveal</c>).</summary>
    public ImmutableArray<QuestionDefinition> Predictions { get; init; } = [];

    /// <summary>Three or more questions at the end (cells <c>#!question</c>).</summary>
    public ImmutableArray<QuestionDefinition> Questions { get; init; } = [];
}
