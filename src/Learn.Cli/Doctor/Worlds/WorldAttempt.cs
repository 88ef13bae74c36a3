using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>A throw-away world, or why none could be made: every rung of the ladder is tried until one holds.</summary>
/// <param name="World">The world; null if none could be made.</param>
/// <param name="Failures">The rungs that did not hold.</param>
/// <param name="Problem">What went wrong besides; null if nothing did.</param>
internal sealed record WorldAttempt(World? World, IReadOnlyList<LadderFailure> Failures, string? Problem) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Tries.</summary>
    public static async Task<WorldAttempt> StartAsync(CancellationToken cancellationToken)
    {
        var failures = new List<LadderFailure>();
        foreach (var rung in (Isolation[])[Isolation.UserNamespace, Isolation.Root])
        {
            try
            {
                // Whether iptables works is a question of its own.
                var options = new WorldOptions { Name = $"doctor-{Environment.ProcessId}", Isolation = rung, RequireIptables = false, StartTimeout = Patience };
                return new WorldAttempt(await World.StartAsync(options, cancellationToken), failures, null);
            }
            catch (SandboxUnavailableException problem)
            {
                failures.AddRange(problem.Failures);
            }
            catch (SandboxException problem)
            {
                return new WorldAttempt(null, failures, problem.Message);
            }
        }

        return new WorldAttempt(null, failures, null);
    }

    /// <summary>Ends the world.</summary>
    public ValueTask DisposeAsync() => World?.DisposeAsync() ?? ValueTask.CompletedTask;
}
