using k8s.Models;

namespace Learn;

/// <summary>One pod in the hands of its kubelet: its containers, its faults, and its end.</summary>
internal sealed class PodWorker : IDisposable
{
    /// <summary>A pod whose end is certain to come within this time is waited for.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    private readonly KubeletServices services;
    private readonly List<ContainerWorker> containers;
    private readonly EventBudget budget;
    private readonly CancellationTokenSource killNow;
    private readonly DateTimeOffset startTime;
    private IDisposable? becomesReady;
    private IDisposable? stops;
    private DateTimeOffset deadline;
    private bool hasNews = true;

    /// <summary>Makes the pod whose namespace is there.</summary>
    public PodWorker(RunningPod running, KubeletServices services)
    {
        Running = running;
        this.services = services;
        startTime = services.Now;
        budget = new EventBudget(services.Time);
        killNow = new CancellationTokenSource(Timeout.InfiniteTimeSpan, services.Time);
        Text = $"{running.Name.Name}_{running.Name.Namespace}({running.Uid})";
        containers =
        [
            .. (Object.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always")
                .Select(container => new ContainerWorker(this, container, isSidecar: true, services)),
            .. Object.Spec.Containers.Select(container => new ContainerWorker(this, container, isSidecar: false, services)),
        ];
    }

    /// <summary>Guards everything that changes.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The pod's namespace and addresses.</summary>
    public RunningPod Running { get; }

    /// <summary>The object as it was when the pod started.</summary>
    public V1Pod Object => Running.Pod;

    /// <summary>How the kubelet names it: <c>web-1_default(uid)</c>.</summary>
    public string Text { get; }

    /// <summary>What is made to go wrong.</summary>
    public PodFaults Faults { get; private set; } = PodFaults.None;

    /// <summary>Whether its end has begun.</summary>
    public bool IsTerminating { get; private set; }

    /// <summary>Whether its end is over and its namespace can go.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Cancelled when its grace period is over.</summary>
    public CancellationToken KillNow => killNow.Token;

    /// <summary>Starts its containers one after another, and returns when they listen or it is known that they cannot.</summary>
    public async Task StartAsync()
    {
        becomesReady = services.Quiescence.Hold($"pod/{Running.DisplayName} to become ready");
        foreach (var container in containers)
        {
            lock (Gate)
            {
                if (IsTerminating)
                {
                    return;
                }

                container.Begin();
            }

            await container.FirstStart;
        }
    }

    /// <summary>What a probe of a container is held against.</summary>
    public ProbeTarget Target(V1Container container) => new(Running.Node.Host, Running.Host, container, Running.Addresses[0]);

    /// <summary>Whether there is something to report since it was asked last.</summary>
    public bool TakeNews()
    {
        lock (Gate)
        {
            bool had = hasNews;
            hasNews = false;
            return had;
        }
    }

    /// <summary>What there is to report.</summary>
    public PodReport Report()
    {
        lock (Gate)
        {
            return new PodReport(Running.Addresses, Running.Node.Addresses, startTime, [.. containers.Select(container => container.Report())]);
        }
    }

    /// <summary>Says that there is something to report.</summary>
    public void Changed()
    {
        IDisposable? settled = null;
        lock (Gate)
        {
            hasNews = true;
            if (becomesReady is not null && IsDecided)
            {
                settled = becomesReady;
                becomesReady = null;
            }
        }

        // First the kubelet gets its work, then the token goes: in between the lab must not look at rest.
        services.Wake();
        settled?.Dispose();
    }

    /// <summary>Records an event, as long as there are not too many.</summary>
    public void Record(V1Container container, string reason, string message, bool isWarning = false)
    {
        if (budget.TryTake())
        {
            services.Record(new PodEvent(Object, isWarning, reason, message, container.Name));
        }
    }

    /// <summary>Begins its end, or makes it come sooner.</summary>
    /// <param name="grace">From now on.</param>
    public void Terminate(TimeSpan grace)
    {
        IDisposable? settled;
        lock (Gate)
        {
            var end = services.Now + grace;
            if (IsTerminating)
            {
                if (end < deadline && !IsFinished)
                {
                    deadline = end;
                    HoldIfShort(grace);
                    killNow.CancelAfter(grace > TimeSpan.Zero ? grace : TimeSpan.Zero);
                }

                return;
            }

            IsTerminating = true;
            deadline = end;
            settled = becomesReady;
            becomesReady = null;
            HoldIfShort(grace);
            if (grace <= TimeSpan.Zero)
            {
                killNow.Cancel();
            }
        }

        settled?.Dispose();
        containers.ForEach(container => container.Terminate(grace));
        _ = FinishAsync();
    }

    /// <summary>Changes its faults and puts them into effect.</summary>
    public async Task SetFaultsAsync(Func<PodFaults, PodFaults> change, CancellationToken cancellationToken)
    {
        bool drops = change(Faults).Drops;
        if (drops != Running.DropsPackets)
        {
            // First, because it may be refused.
            await PacketDrop.SetAsync(Running, drops, cancellationToken);
            Running.DropsPackets = drops;
        }

        lock (Gate)
        {
            Faults = change(Faults);
        }

        Changed();

        await Task.WhenAll(containers.Select(container => container.ApplyFaultsAsync(cancellationToken)));
    }

    /// <summary>Ends every back-off and asks for the readiness anew; who waits for the lab to settle waits for the answer.</summary>
    public void Refresh()
    {
        lock (Gate)
        {
            if (!IsTerminating)
            {
                becomesReady ??= services.Quiescence.Hold($"pod/{Running.DisplayName} to become ready");
            }
        }

        containers.ForEach(container => container.Refresh());
        Changed();
    }

    /// <summary>Lets a container crash (null: all of them), and returns when it has ended.</summary>
    /// <exception cref="LabException">There is no such container.</exception>
    public Task CrashAsync(string? container)
    {
        var meant = containers.Where(candidate => container is null || candidate.Spec.Name == container).ToList();
        return meant.Count > 0
            ? Task.WhenAll(meant.Select(one => one.CrashAsync()))
            : throw new LabException(
                $"pod/{Running.DisplayName} has no container \"{container}\". There are: {string.Join(", ", containers.Select(one => one.Spec.Name))}.");
    }

    /// <summary>Runs no probe any more and holds nobody up.</summary>
    public void Dispose()
    {
        containers.ForEach(container => container.Dispose());
        becomesReady?.Dispose();
        stops?.Dispose();
    }

    private bool IsDecided => containers.TrueForAll(container => container.IsDecided || (Faults.Ready is not null && container.IsStarted));

    private void HoldIfShort(TimeSpan grace)
    {
        if (grace <= ShortWait || containers.TrueForAll(container => StopPlan.Of(container.Spec).Duration(grace) <= ShortWait))
        {
            stops ??= services.Quiescence.Hold($"pod/{Running.DisplayName} to stop");
        }
    }

    private async Task FinishAsync()
    {
        await Task.WhenAll(containers.Select(container => container.Completion));
        IDisposable? settled;
        lock (Gate)
        {
            IsFinished = true;
            settled = stops;
            stops = null;
        }

        services.Wake();
        settled?.Dispose();
    }
}
