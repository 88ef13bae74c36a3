using k8s.Models;

namespace Learn;

/// <summary>The probes of one container together: the startup probe holds the others back until it has succeeded.</summary>
internal sealed class ContainerProbes
{
    private readonly ProbeState? startup;
    private readonly ProbeState? readiness;
    private readonly ProbeState? liveness;
    private DateTimeOffset? runningSince;

    /// <summary>The probes that a container declares.</summary>
    public ContainerProbes(V1Container container)
    {
        startup = Make(ProbeKind.Startup, container.StartupProbe);
        readiness = Make(ProbeKind.Readiness, container.ReadinessProbe);
        liveness = Make(ProbeKind.Liveness, container.LivenessProbe);
    }

    /// <summary>Those that there are.</summary>
    public IEnumerable<ProbeState> All => new[] { startup, readiness, liveness }.OfType<ProbeState>();

    /// <summary>Whether the container runs and its startup probe, if it has one, has succeeded.</summary>
    public bool IsStarted => runningSince is not null && startup is not { Result: not ProbeResult.Success };

    /// <summary>Whether the container is ready as far as its probes say; without a readiness probe it is as soon as it has started.</summary>
    public bool IsReady => IsStarted && readiness is not { Result: not ProbeResult.Success };

    /// <summary>Whether it is known by now whether the container gets ready, or is to be restarted.</summary>
    public bool IsDecided => IsStarted ? readiness is not { IsDecided: false } || MustRestart is not null : MustRestart is not null;

    /// <summary>The probe that wants the container restarted, or null.</summary>
    public ProbeKind? MustRestart
        => startup is { Result: ProbeResult.Failure } ? ProbeKind.Startup
            : liveness is { Result: ProbeResult.Failure } ? ProbeKind.Liveness
            : null;

    /// <summary>The probe of a kind, or null.</summary>
    public ProbeState? Find(ProbeKind kind) => kind switch
    {
        ProbeKind.Startup => startup,
        ProbeKind.Readiness => readiness,
        _ => liveness,
    };

    /// <summary>The container runs, for the first time or again.</summary>
    public void ContainerStarted(DateTimeOffset now)
    {
        runningSince = now;
        foreach (var probe in All)
        {
            probe.Forget();
        }

        if (startup is not null)
        {
            startup.BeginAt(now + startup.Timing.InitialDelay);
        }
        else
        {
            BeginOthers(now);
        }
    }

    /// <summary>The container runs no more.</summary>
    public void ContainerStopped()
    {
        runningSince = null;
        foreach (var probe in All)
        {
            probe.Rest();
        }
    }

    /// <summary>The pod is to end: what could have a container restarted is asked no more; readiness is, until the end.</summary>
    public void PodTerminates()
    {
        startup?.Rest();
        liveness?.Rest();
    }

    /// <summary>Asks for the readiness anew, now.</summary>
    public void AskReadinessAgain(DateTimeOffset now)
    {
        if (IsStarted)
        {
            readiness?.AskAgainAt(now);
        }
    }

    /// <summary>Takes in an answer.</summary>
    /// <returns>Whether something counts now that did not before: started, ready, not ready, to be restarted.</returns>
    public bool Record(ProbeKind kind, ProbeResult answer, DateTimeOffset now)
    {
        if (runningSince is null || Find(kind) is not { Due: not null } probe)
        {
            // A late answer: the probe rests by now.
            return false;
        }

        bool wasStarted = IsStarted;
        bool isNews = probe.Record(answer, now);
        if (!wasStarted && IsStarted)
        {
            startup!.Rest();
            BeginOthers(now);
        }

        return isNews;
    }

    private void BeginOthers(DateTimeOffset now)
    {
        foreach (var probe in new[] { readiness, liveness }.OfType<ProbeState>())
        {
            var earliest = runningSince!.Value + probe.Timing.InitialDelay;
            probe.BeginAt(earliest > now ? earliest : now);
        }
    }

    private static ProbeState? Make(ProbeKind kind, V1Probe? probe) => probe is null ? null : new ProbeState(kind, ProbeTiming.Of(probe));
}
