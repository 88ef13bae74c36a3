namespace Learn;

/// <summary>Why a running container is to end.</summary>
/// <param name="Message">What the event says; null for a crash, which nobody asked for.</param>
/// <param name="Grace">How long it may take; zero kills it at once.</param>
/// <param name="ForProbe">Whether a probe wants it restarted.</param>
internal sealed record StopRequest(string? Message, TimeSpan Grace, bool ForProbe = false)
{
    /// <summary>It ends by itself, with an error.</summary>
    public static StopRequest Crash { get; } = new(Message: null, TimeSpan.Zero);
}
