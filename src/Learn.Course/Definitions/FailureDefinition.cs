namespace Learn.Course;

/// <summary>How something must fail.</summary>
public sealed record FailureDefinition
{
    /// <summary>The first check that must fail; a template, since it may depend on what was drawn.</summary>
    public string Check { get; init; } = "";

    /// <summary>A part of what the learner must be told then; a template. Case does not count.</summary>
    public string Says { get; init; } = "";
}
