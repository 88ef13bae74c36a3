using k8s.Models;

namespace Learn;

/// <summary>What happens when a container is asked to stop: its preStop hook, then SIGTERM, then what its workload makes of that.</summary>
/// <param name="Hook">The preStop hook, or null.</param>
/// <param name="ShutdownDelay">How long the workload serves on after SIGTERM.</param>
internal sealed record StopPlan(V1LifecycleHandler? Hook, TimeSpan ShutdownDelay)
{
    /// <summary>At least so long has a container after SIGTERM, if its hook has used up the grace period. (minimumGracePeriodInSeconds)</summary>
    public static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    /// <summary>What a manifest says.</summary>
    public static StopPlan Of(V1Container container) => new(container.Lifecycle?.PreStop, Workload.ShutdownDelayOf(container));

    /// <summary>How long the hook sleeps, for one that does nothing else; null if that cannot be known before.</summary>
    public TimeSpan? HookDuration => Hook switch
    {
        null => TimeSpan.Zero,
        { Sleep: { } sleep } => TimeSpan.FromSeconds(sleep.Seconds),
        _ => null,
    };

    /// <summary>How long the container takes to stop; null if that cannot be known before.</summary>
    /// <param name="grace">The grace period.</param>
    public TimeSpan? Duration(TimeSpan grace)
    {
        if (grace <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        if (HookDuration is not { } hook)
        {
            return null;
        }

        var hookTakes = hook < grace ? hook : grace;
        var left = grace - hookTakes > LeastGrace ? grace - hookTakes : LeastGrace;
        return hookTakes + (ShutdownDelay < left ? ShutdownDelay : left);
    }
}
