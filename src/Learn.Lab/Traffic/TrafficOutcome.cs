namespace Learn;

/// <summary>Where a request ended: one bar of a distribution.</summary>
/// <param name="Kind">The kind of end.</param>
/// <param name="Pod">The pod's name for <see cref="TrafficOutcomeKind.Pod"/>, else null.</param>
public readonly record struct TrafficOutcome(TrafficOutcomeKind Kind, string? Pod)
{
    /// <summary>The connection was refused.</summary>
    public static TrafficOutcome Refused => new(TrafficOutcomeKind.Refused, null);

    /// <summary>Nobody answered.</summary>
    public static TrafficOutcome Dropped => new(TrafficOutcomeKind.Dropped, null);

    /// <summary>Something answered that is no pod of the lab.</summary>
    public static TrafficOutcome Elsewhere => new(TrafficOutcomeKind.Elsewhere, null);

    /// <summary>The request failed without telling where the rules sent it.</summary>
    public static TrafficOutcome Unattributed => new(TrafficOutcomeKind.Unattributed, null);

    /// <summary>The pod of that name answered.</summary>
    public static TrafficOutcome AnsweredBy(string pod) => new(TrafficOutcomeKind.Pod, pod);

    /// <summary>A short label: the pod's name, or the kind of end in parentheses so that no pod can be confused with it.</summary>
    public override string ToString() => Kind switch
    {
        TrafficOutcomeKind.Pod => Pod ?? "",
        TrafficOutcomeKind.Refused => "(refused)",
        TrafficOutcomeKind.Dropped => "(no answer)",
        TrafficOutcomeKind.Elsewhere => "(another server)",
        _ => "(failed)",
    };
}
