using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>A throw-away world, or why none could be made.</summary>
/// <param name="World">The world; null if none could be made.</param>
/// <param name="Failures">The rungs that did not hold.</param>
/// <param name="Problem">What went wrong besides; null if nothing did.</param>
internal sealed record WorldAttempt(World? World, IReadOnlyList<LadderFailure> Failures, string? Problem) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Tries, as a lab does.</summary>
    public static async Task<WorldAttempt> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Whether iptables works is a question of its own.
            var world = await World.StartAsync(new WorldOptions { Name = $"doctor-{Environment.ProcessId}", RequireIptables = false, StartTimeout = Patience }, cancellationToken);
            return new WorldAttempt(world, world.RefusedRungs, null);
        }
        catch (SandboxUnavailableException problem)
        {
            return new WorldAttempt(null, problem.Failures, null);
        }
        catch (SandboxException problem)
        {
            return new WorldAttempt(null, [], problem.Message);
        }
    }

    /// <summary>Ends the world.</summary>
    public ValueTask DisposeAsync() => World?.DisposeAsync() ?? ValueTask.CompletedTask;
}
