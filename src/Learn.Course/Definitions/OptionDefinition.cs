namespace Learn.Course;

/// <summary>One of the sentences to choose from. They are written as a map: <c>a: {text: …, feedback: …}</c>, or <c>a: text</c> for the right one.</summary>
public sealed record OptionDefinition
{
    /// <summary>Its letter: <c>a</c>, <c>b</c>, ….</summary>
    public string Letter { get; init; } = "";

    /// <summary>The sentence.</summary>
    public string Text { get; init; } = "";

    /// <summary>Said to who chooses it: for a wrong one what speaks against it, and which experiment shows that.</summary>
    public string Feedback { get; init; } = "";
}
