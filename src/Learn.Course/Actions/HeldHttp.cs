namespace Learn.Course;

/// <summary>A kept connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="url">Where it leads.</param>
internal sealed class HeldHttp(HeldConnection connection, string url) : IHeldTraffic
{
    /// <summary>How long a request over a kept connection may take. The answer comes within a millisecond, or the packets are lost.</summary>
    public static TimeSpan Patience => TimeSpan.FromMilliseconds(1000);

    /// <inheritdoc/>
    public string Words => $"the kept connection to {url}";

    /// <inheritdoc/>
    public string? FirstPod => connection.Samples is [{ Pod: var pod }, ..] ? pod : null;

    /// <inheritdoc/>
    public async Task<HeldAnswer> SendAsync(CancellationToken cancellationToken)
    {
        if (connection.End is { } end)
        {
            return new HeldAnswer(HeldAnswer.Broken, null, $"the connection has ended: {end.Reason}");
        }

        var sample = await connection.SendAsync(cancellationToken: cancellationToken);
        return sample.Succeeded ? new HeldAnswer(HeldAnswer.Answered, sample.Pod, $"{sample.Pod ?? "another server"} answered")
            : sample.Latency >= Patience * 0.9 ? new HeldAnswer(HeldAnswer.Timeout, null, "no answer came")
            : new HeldAnswer(HeldAnswer.Broken, null, $"the connection broke: {sample.Failure}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
