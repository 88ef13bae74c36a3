namespace Learn.Course;

/// <summary>A kept flow of datagrams.</summary>
/// <param name="flow">The flow.</param>
/// <param name="target">Where it leads.</param>
internal sealed class HeldDatagrams(HeldFlow flow, string target) : IHeldTraffic
{
    /// <summary>How long an answer may take.</summary>
    public static TimeSpan Patience => TimeSpan.FromMilliseconds(700);

    /// <inheritdoc/>
    public string Words => $"the kept flow to {target} (from port {flow.Local.Port})";

    /// <inheritdoc/>
    public string? FirstPod => flow.Samples is [{ Pod: var pod }, ..] ? pod : null;

    /// <inheritdoc/>
    public async Task<HeldAnswer> SendAsync(CancellationToken cancellationToken)
    {
        var sample = await flow.SendAsync(cancellationToken);
        return sample.Failure switch
        {
            UdpFailure.None => new HeldAnswer(HeldAnswer.Answered, sample.Pod, $"{sample.Pod ?? "another server"} answered"),
            UdpFailure.NoAnswer => new HeldAnswer(HeldAnswer.Timeout, null, "no answer came"),
            _ => new HeldAnswer(HeldAnswer.Broken, null, $"it was refused: {sample.ErrorMessage}"),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        flow.Dispose();
        return ValueTask.CompletedTask;
    }
}
