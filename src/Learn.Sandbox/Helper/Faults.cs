namespace Learn.Sandbox;

/// <summary>What becomes of one request under a behaviour.</summary>
internal enum Fate
{
    Answer,
    Fail,
    Close,
}

/// <summary>Lets a behaviour befall requests.</summary>
internal static class Faults
{
    private static readonly HashSet<string> HealthPaths = new(StringComparer.OrdinalIgnoreCase) { "/healthz", "/readyz", "/livez" };

    /// <summary>Waits as long as the behaviour wants, and draws lots.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any longer.</exception>
    public static async Task<Fate> BefallAsync(ResponderBehaviour behaviour, CancellationToken cancellationToken)
    {
        if (behaviour.StallForever)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        if (behaviour.Delay > TimeSpan.Zero)
        {
            await Task.Delay(behaviour.Delay, cancellationToken);
        }

        return Hits(behaviour.CloseRate) ? Fate.Close : Hits(behaviour.ErrorRate) ? Fate.Fail : Fate.Answer;
    }

    /// <summary>Whether nothing befalls anything.</summary>
    public static bool AreNone(ResponderBehaviour behaviour) => behaviour is { StallForever: false, Delay.Ticks: 0, CloseRate: 0, ErrorRate: 0 };

    /// <summary>The status that a path has apart from all faults, or null.</summary>
    public static int? StatusOfPath(ResponderBehaviour behaviour, string path) =>
        behaviour.StatusOf.TryGetValue(path, out var status) ? status : HealthPaths.Contains(path) ? behaviour.HealthStatus : null;

    /// <summary>The status that a gRPC health service has apart from all faults, or null.</summary>
    public static int? StatusOfService(ResponderBehaviour behaviour, string service) =>
        behaviour.StatusOf.TryGetValue(service, out var status) ? status : behaviour.HealthStatus;

    private static bool Hits(double rate) => rate > 0 && Random.Shared.NextDouble() < rate;
}
