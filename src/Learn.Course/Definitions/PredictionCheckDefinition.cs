namespace Learn.Course;

/// <summary>
/// A guess against an experiment. Without a guess the experiment does not run. The first guess for a drawing is the one that is scored; the exercise passes when the
/// current one is right.
/// </summary>
public sealed record PredictionCheckDefinition
{
    /// <summary>The question that holds the guess: its id. It has no answer of its own.</summary>
    public string Question { get; init; } = "";

    /// <summary>The requests that decide. Their <see cref="TrafficCheckDefinition.Ends"/> and the like are not checked, only sent.</summary>
    public TrafficCheckDefinition? Traffic { get; init; }

    /// <summary>Or a packet walked through the rules.</summary>
    public WalkCheckDefinition? Walk { get; init; }

    /// <summary>Or a shell command; what it prints, trimmed, is the answer.</summary>
    public string? Run { get; init; }

    /// <summary>Where <see cref="Run"/> runs; default <c>node/node-1</c>.</summary>
    public string? On { get; init; }

    /// <summary>
    /// What of the traffic or walk is the answer: <c>ends</c> (answered, refused or timeout), <c>source</c> (the address that the Pod saw), <c>pods</c> (how many different ones answered),
    /// <c>share of POD</c> (percent), <c>count of POD</c>, <c>failed</c> (how many were not answered), <c>percent failed</c>. With <see cref="Run"/> nothing.
    /// </summary>
    public string Observe { get; init; } = "ends";
}
