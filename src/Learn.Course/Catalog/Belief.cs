namespace Learn.Course;

/// <summary>Something that people believe of kube-proxy: an entry of <c>exercises/beliefs.yaml</c>.</summary>
public sealed record Belief
{
    /// <summary>The belief, as somebody would say it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it is so.</summary>
    public BeliefVerdict Verdict { get; init; }
}
