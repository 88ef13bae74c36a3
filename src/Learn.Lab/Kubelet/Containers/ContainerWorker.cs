using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// One container, from its start to its end for good: it runs until it crashes, a probe wants it restarted, or its pod ends; then it is
/// started again as its restart policy says, after its back-off.
/// </summary>
internal sealed class ContainerWorker : IDisposable
{
    private readonly PodWorker pod;
    private readonly bool isSidecar;
    private readonly KubeletServices services;
    private readonly ContainerState state;
    private readonly RestartBackoff backoff;
    private readonly ContainerProber prober;
    private readonly ContainerWorkload workload;
    private readonly TaskCompletionSource firstStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<StopRequest> stop = New<StopRequest>();
    private TaskCompletionSource ended = New();
    private CancellationTokenSource wait = new();
    private bool isCalledBack;

    /// <summary>Makes a container that does not run yet.</summary>
    public ContainerWorker(PodWorker pod, V1Container spec, bool isSidecar, KubeletServices services)
    {
        this.pod = pod;
        this.isSidecar = isSidecar;
        this.services = services;
        Spec = spec;
        backoff = new RestartBackoff(services.CrashBackoff);
        state = new ContainerState(spec.Name, pod.Text, isSidecar ? "Always" : pod.Object.Spec.RestartPolicy, backoff);
        prober = new ContainerProber(pod, spec, services, request => stop.TrySetResult(request));
        workload = new ContainerWorkload(pod.Running, spec.Name, Workload.ListenersOf(pod.Object, spec));
    }

    /// <summary>The container as declared.</summary>
    public V1Container Spec { get; }

    /// <summary>Ends when the container was started for the first time, successfully or not.</summary>
    public Task FirstStart => firstStart.Task;

    /// <summary>Ends when the container has ended for good.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Whether it is known by now whether it gets ready by itself. To be read under the pod's lock.</summary>
    public bool IsDecided => state.IsDone || (state.IsInBackOff && !isCalledBack) || (state.Phase == ContainerPhase.Running && prober.Probes.IsDecided);

    /// <summary>Whether it runs and has started, as its startup probe sees it. To be read under the pod's lock.</summary>
    public bool IsStarted => state.Phase == ContainerPhase.Running && prober.Probes.IsStarted;

    /// <summary>What there is to report. To be called under the pod's lock.</summary>
    public ContainerReport Report() => new()
    {
        Spec = Spec,
        State = state.Current,
        LastState = state.Last,
        Id = state.Id,
        RestartCount = state.RestartCount,
        IsStarted = IsStarted,
        IsReady = IsStarted && (pod.Faults.Ready ?? prober.Probes.IsReady),
        IsDone = state.IsDone,
        IsSidecar = isSidecar,
    };

    /// <summary>Starts it.</summary>
    public void Begin() => Completion = LiveAsync();

    /// <summary>Asks it to end with its pod.</summary>
    public void Terminate(TimeSpan grace)
    {
        lock (pod.Gate)
        {
            prober.PodTerminates();
            wait.Cancel();
            stop.TrySetResult(new StopRequest($"Stopping container {Spec.Name}", grace));
        }
    }

    /// <summary>Lets it crash, and returns when it has ended. Nothing happens if it does not run.</summary>
    public Task CrashAsync()
    {
        lock (pod.Gate)
        {
            if (state.Phase != ContainerPhase.Running)
            {
                return Task.CompletedTask;
            }

            stop.TrySetResult(StopRequest.Crash);
            return ended.Task;
        }
    }

    /// <summary>Puts the pod's faults into effect.</summary>
    public Task ApplyFaultsAsync(CancellationToken cancellationToken) => workload.SetFaultsAsync(pod.Faults, cancellationToken);

    /// <summary>Ends its back-off, and asks for its readiness anew.</summary>
    public void Refresh()
    {
        lock (pod.Gate)
        {
            backoff.Reset();
            isCalledBack = state.IsInBackOff;
            wait.Cancel();
            prober.AskReadinessAgain();
        }
    }

    /// <summary>Runs no probe any more.</summary>
    public void Dispose()
    {
        prober.Dispose();
        workload.Dispose();
        wait.Dispose();
    }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LiveAsync()
    {
        try
        {
            while (await RunOnceAsync())
            {
                // Once more.
            }
        }
        catch (WorldEndedException)
        {
            // Everything has ended.
        }
        catch (Exception error)
        {
            services.Quiescence.Break(error);
        }
        finally
        {
            firstStart.TrySetResult();
        }
    }

    /// <returns>Whether it is to run again.</returns>
    private async Task<bool> RunOnceAsync()
    {
        var exit = await StartAsync() is { } refusal ? new ContainerExit(1, refusal) : await RunToEndAsync();
        TimeSpan? pause;
        CancellationToken noMoreWaiting;
        lock (pod.Gate)
        {
            prober.ContainerStopped();
            pause = state.Exited(exit, services.Now, pod.IsTerminating);
            // Whoever wants the waiting to end means this one.
            wait = new CancellationTokenSource();
            noMoreWaiting = wait.Token;
            ended.TrySetResult();
        }

        pod.Changed();
        firstStart.TrySetResult();
        if (pause is null)
        {
            return false;
        }

        if (pause > TimeSpan.Zero)
        {
            pod.Record(Spec, "BackOff", $"Back-off restarting failed container {Spec.Name} in pod {pod.Text}", isWarning: true);
            await SleepAsync(pause.Value, noMoreWaiting);
        }

        return !pod.IsTerminating;
    }

    /// <returns>Why it did not start, or null.</returns>
    private async Task<string?> StartAsync()
    {
        lock (pod.Gate)
        {
            state.Started(services.Now);
            isCalledBack = false;
            stop = New<StopRequest>();
            ended = New();
            if (pod.IsTerminating)
            {
                stop.TrySetResult(new StopRequest($"Stopping container {Spec.Name}", TimeSpan.Zero));
            }
        }

        pod.Record(Spec, "Created", $"Created container {Spec.Name}");
        try
        {
            await workload.OpenAsync(pod.Faults, CancellationToken.None);
        }
        catch (SandboxException error) when (error is not WorldEndedException)
        {
            return error.Message;
        }

        lock (pod.Gate)
        {
            prober.ContainerStarted();
        }

        pod.Record(Spec, "Started", $"Started container {Spec.Name}");
        pod.Changed();
        firstStart.TrySetResult();
        return null;
    }

    private async Task<ContainerExit> RunToEndAsync()
    {
        var request = await stop.Task;
        if (request.Message is null)
        {
            await workload.CloseAsync();
            return new ContainerExit(1, "The container was made to crash.");
        }

        pod.Record(Spec, "Killing", request.Message);
        bool inTime = await new ContainerStop(pod, Spec, services).RunAsync(request.Grace);
        await workload.CloseAsync();
        return new ContainerExit(inTime ? 0 : ContainerExit.Killed, ForProbe: request.ForProbe);
    }

    private async Task SleepAsync(TimeSpan duration, CancellationToken noMore)
    {
        try
        {
            await Task.Delay(duration, services.Time, noMore);
        }
        catch (OperationCanceledException)
        {
            // Its pod ends, or all is to be well again.
        }
    }
}
