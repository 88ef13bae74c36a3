namespace Learn.Course;

/// <summary>Help for whom a check fails, in three steps: a nudge, then what the check saw, then where to look.</summary>
public sealed record HintDefinition
{
    /// <summary>The check that it belongs to; null for every other one.</summary>
    public string? Check { get; init; }

    /// <summary>The first step: a thought, no more.</summary>
    public string Nudge { get; init; } = "";

    /// <summary>The third step: where to look, with the command. The second one is what the check saw.</summary>
    public string Look { get; init; } = "";
}
