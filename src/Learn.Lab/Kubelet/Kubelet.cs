using System.Collections.Concurrent;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>
/// The kubelet of one node: starts the pods that were given to it, reports what becomes of them, and ends those that are to go, at the same
/// time as the kube-proxies write them out of their rules.
/// </summary>
internal sealed class Kubelet : Worker
{
    private readonly ClusterApi cluster;
    private readonly ClusterCache cache;
    private readonly PodRuntime runtime;
    private readonly LabNode node;
    private readonly KubeletServices services;
    private readonly Dictionary<NamespacedName, ManagedPod> pods = [];
    private readonly ConcurrentQueue<PodEvent> events = [];

    /// <summary>Makes the kubelet of a node.</summary>
    /// <param name="quiescence">What is under way in the lab.</param>
    /// <param name="cluster">Where it reports.</param>
    /// <param name="cache">What it hears.</param>
    /// <param name="runtime">Makes namespaces.</param>
    /// <param name="node">The node.</param>
    /// <param name="crashBackoff">The first wait of a container that keeps ending.</param>
    /// <param name="time">The clock.</param>
    public Kubelet(
        Quiescence quiescence, ClusterApi cluster, ClusterCache cache, PodRuntime runtime, LabNode node, TimeSpan crashBackoff, TimeProvider time)
        : base(quiescence, $"the kubelet on {node.Name}", time)
    {
        this.cluster = cluster;
        this.cache = cache;
        this.runtime = runtime;
        this.node = node;
        services = new KubeletServices
        {
            Node = node,
            Time = time,
            Quiescence = quiescence,
            CrashBackoff = crashBackoff,
            Probes = new ProbeRunner(time),
            Wake = Wake,
            Record = events.Enqueue,
        };
    }

    /// <summary>Runs no probe any more; the pods stay as they are.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var pod in pods.Values)
        {
            pod.Worker.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        EndWhatIsToGo();
        await RemoveEndedAsync(cancellationToken);
        await StartNewAsync(troubles, cancellationToken);
        Report();
    }

    private static NamespacedName NameOf(V1Pod pod) => new(pod.Metadata.NamespaceProperty, pod.Metadata.Name);

    private void EndWhatIsToGo()
    {
        foreach (var (name, pod) in pods)
        {
            var current = cache.Get<V1Pod>(name);
            if (current is null || current.Metadata.Uid != pod.Worker.Running.Uid)
            {
                // Deleted by force: nobody waits for it any more.
                pod.Worker.Terminate(TimeSpan.Zero);
            }
            else if (current.Metadata.DeletionTimestamp is not null)
            {
                pod.Worker.Terminate(TimeSpan.FromSeconds(current.Metadata.DeletionGracePeriodSeconds ?? 0));
            }
        }
    }

    private async Task RemoveEndedAsync(CancellationToken cancellationToken)
    {
        var ended = pods.Values.Where(pod => pod.Worker.IsFinished).Select(pod => pod.Worker).ToList();
        if (ended.Count == 0)
        {
            return;
        }

        await runtime.StopAsync([.. ended.Select(worker => worker.Running)], cancellationToken);
        foreach (var worker in ended)
        {
            worker.Dispose();
            pods.Remove(worker.Running.Name);
            cluster.RemovePod(worker.Running.Name, worker.Running.Uid);
        }
    }

    private async Task StartNewAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var mine = cache.List<V1Pod>().Where(pod => pod.Spec.NodeName == node.Name).ToList();
        foreach (var pod in mine)
        {
            foreach (string sentence in Workload.Shortcomings(pod))
            {
                troubles.Add(new Trouble($"pod/{pod.Metadata.Name}", sentence));
            }
        }

        var others = mine.Where(pod => !pods.ContainsKey(NameOf(pod)) && pod.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
        foreach (var pod in others.Where(pod => pod.Metadata.DeletionTimestamp is not null))
        {
            // It was deleted before it began.
            cluster.RemovePod(NameOf(pod), pod.Metadata.Uid);
        }

        var waiting = others.Where(pod => pod.Metadata.DeletionTimestamp is null)
            .OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        var started = await runtime.StartAsync(node, waiting, troubles, cancellationToken);
        var workers = started.Select(pod => new PodWorker(pod, services)).ToList();
        foreach (var worker in workers)
        {
            pods[worker.Running.Name] = new ManagedPod(worker);
            runtime.Add(worker);
        }

        await Task.WhenAll(workers.Select(worker => worker.StartAsync()));
    }

    private void Report()
    {
        while (events.TryDequeue(out var one))
        {
            cluster.RecordEvent(one.Pod, one.IsWarning ? "Warning" : "Normal", one.Reason, one.Message, "kubelet", node.Name, one.FieldPath);
        }

        foreach (var (name, pod) in pods)
        {
            // Also when somebody else changed the pod: a condition that its readiness depends on, or its status while the node was cut off.
            if (cache.Get<V1Pod>(name) is { } current && current.Metadata.Uid == pod.Worker.Running.Uid
                && (pod.Worker.TakeNews() || current.Metadata.ResourceVersion != pod.ReportedVersion))
            {
                Report(name, pod);
            }
        }
    }

    private void Report(NamespacedName name, ManagedPod pod)
    {
        try
        {
            var report = pod.Worker.Report();
            var stored = cluster.UpdateStatus<V1Pod>(name.Namespace, name.Name, current =>
            {
                if (current.Metadata.Uid == pod.Worker.Running.Uid)
                {
                    current.Status = PodStatus.Of(current, report, Time.GetUtcNow());
                }
            });
            pod.ReportedVersion = stored.Metadata.ResourceVersion;
        }
        catch (ClusterApiException error) when (error.Reason == "NotFound")
        {
            // It was deleted by force meanwhile; the next run ends it.
        }
    }

    /// <summary>A pod of this node, and the version of its object that holds the last report.</summary>
    private sealed class ManagedPod(PodWorker worker)
    {
        public PodWorker Worker => worker;

        public string? ReportedVersion { get; set; }
    }
}
