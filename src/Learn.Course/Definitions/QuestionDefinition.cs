using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>Something that a learner is asked, in an exercise or a lesson.</summary>
public sealed record QuestionDefinition
{
    /// <summary>By which it is answered: lower-case letters, digits and hyphens, unique within its exercise or lesson.</summary>
    public string Id { get; init; } = "";

    /// <summary>The question. Markdown, one paragraph.</summary>
    public string Ask { get; init; } = "";

    /// <summary>What an answer looks like.</summary>
    public QuestionKind Kind { get; init; }

    /// <summary>The unit of a number: <c>%</c>, <c>requests</c>; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>For a choice: the letters and their sentences, in order.</summary>
    public ImmutableArray<OptionDefinition> Options { get; init; } = [];

    /// <summary>
    /// The right answer: a number, a letter or several (<c>a, c</c>), a word; a template, so that it may be computed and may ask the lab. Null in
    /// a question that an experiment decides (a prediction).
    /// </summary>
    public string? Answer { get; init; }

    /// <summary>How far off a number may be, in its unit; default 0.</summary>
    public double Tolerance { get; init; }

    /// <summary>Said to whoever is right: why it is so.</summary>
    public string Right { get; init; } = "";

    /// <summary>Said to whoever is wrong, if no option says something better.</summary>
    public string Wrong { get; init; } = "";
}
