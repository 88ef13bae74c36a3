namespace Learn.Course;

/// <summary>What came of one more request over something that is kept open.</summary>
/// <param name="Ends">How it ended: <c>answered</c>, <c>timeout</c> or <c>broken</c>.</param>
/// <param name="Pod">Who answered; null if nobody did, or it did not say.</param>
/// <param name="Words">What happened, in words.</param>
internal sealed record HeldAnswer(string Ends, string? Pod, string Words)
{
    /// <summary>An answer came.</summary>
    public const string Answered = "answered";

    /// <summary>Nothing came in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>It was refused, reset or closed.</summary>
    public const string Broken = "broken";
}
