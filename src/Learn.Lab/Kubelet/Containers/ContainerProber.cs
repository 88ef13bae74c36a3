using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>Runs the probes of one container when they are due, and has it stopped when one of them wants it restarted.</summary>
internal sealed class ContainerProber : IDisposable
{
    private readonly PodWorker pod;
    private readonly V1Container container;
    private readonly KubeletServices services;
    private readonly Action<StopRequest> stop;
    private readonly Dictionary<ProbeKind, ProbeTimer> timers;

    /// <summary>Makes it; nothing runs before the container does.</summary>
    /// <param name="pod">The pod; its lock guards the probes.</param>
    /// <param name="container">The container.</param>
    /// <param name="services">The kubelet.</param>
    /// <param name="stop">Stops the container.</param>
    public ContainerProber(PodWorker pod, V1Container container, KubeletServices services, Action<StopRequest> stop)
    {
        this.pod = pod;
        this.container = container;
        this.services = services;
        this.stop = stop;
        Probes = new ContainerProbes(container);
        timers = Probes.All.ToDictionary(probe => probe.Kind, probe => new ProbeTimer(probe, pod.Gate, services.Time, ProbeAsync));
    }

    /// <summary>What the probes have found. To be read under the pod's lock.</summary>
    public ContainerProbes Probes { get; }

    /// <summary>The container runs. To be called under the pod's lock, as the next four.</summary>
    public void ContainerStarted()
    {
        Probes.ContainerStarted(services.Now);
        if (pod.IsTerminating)
        {
            Probes.PodTerminates();
        }

        SetTimers();
    }

    /// <summary>The container runs no more.</summary>
    public void ContainerStopped()
    {
        AbandonAll();
        Probes.ContainerStopped();
        SetTimers();
    }

    /// <summary>The pod ends.</summary>
    public void PodTerminates()
    {
        Probes.PodTerminates();
        SetTimers();
    }

    /// <summary>Asks for the readiness anew; answers that are on their way do not count.</summary>
    public void AskReadinessAgain()
    {
        AbandonAll();
        Probes.AskReadinessAgain(services.Now);
        SetTimers();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var timer in timers.Values)
        {
            timer.Dispose();
        }
    }

    private async Task ProbeAsync(ProbeKind kind, CancellationToken cancellationToken)
    {
        ProbeAnswer answer;
        try
        {
            answer = await services.Probes.RunAsync(SpecOf(kind), pod.Target(container), cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or WorldEndedException)
        {
            // Nobody wants to know any more.
            return;
        }
        catch (SandboxException error)
        {
            answer = ProbeAnswer.Error(error.Message);
        }
        catch (Exception error)
        {
            services.Quiescence.Break(error);
            return;
        }

        TakeIn(kind, answer, cancellationToken);
    }

    private void TakeIn(ProbeKind kind, ProbeAnswer answer, CancellationToken abandoned)
    {
        bool isNews;
        ProbeKind? fatal;
        lock (pod.Gate)
        {
            if (abandoned.IsCancellationRequested)
            {
                return;
            }

            isNews = Probes.Record(kind, answer.Result, services.Now);
            fatal = isNews ? Probes.MustRestart : null;
            SetTimers();
        }

        if (answer.Result != ProbeResult.Success)
        {
            string ending = answer.Result == ProbeResult.Unknown ? "errored" : "failed";
            pod.Record(container, "Unhealthy", $"{kind} probe {ending}: {answer.Output}", isWarning: true);
        }
        else if (answer.IsWarning)
        {
            pod.Record(container, "ProbeWarning", $"{kind} probe warning: {answer.Output}", isWarning: true);
        }

        if (isNews)
        {
            pod.Changed();
        }

        if (fatal is { } probe)
        {
            var grace = TimeSpan.FromSeconds(SpecOf(probe).TerminationGracePeriodSeconds ?? pod.Object.Spec.TerminationGracePeriodSeconds ?? 30);
            stop(new StopRequest($"Container {container.Name} failed {(probe == ProbeKind.Startup ? "startup" : "liveness")} probe, will be restarted", grace, ForProbe: true));
        }
    }

    private V1Probe SpecOf(ProbeKind kind) => kind switch
    {
        ProbeKind.Startup => container.StartupProbe,
        ProbeKind.Readiness => container.ReadinessProbe,
        _ => container.LivenessProbe,
    };

    private void SetTimers()
    {
        foreach (var probe in Probes.All)
        {
            timers[probe.Kind].Update();
        }
    }

    private void AbandonAll()
    {
        foreach (var timer in timers.Values)
        {
            timer.Abandon();
        }
    }
}
