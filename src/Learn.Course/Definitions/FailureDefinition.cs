namespace Learn.Course;

/// <summary>How something must fail.</summary>
public sealed record FailureDefinition
{
    /// <summary>The first check that must fail.</summary>
    public string Check { get; init; } = "";

    /// <summary>A part of what the learner must be told then; case does not count.</summary>
    public string Says { get; init; } = "";
}
