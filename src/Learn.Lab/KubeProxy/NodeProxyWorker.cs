using System.Collections.Concurrent;
using k8s.Models;
using Learn.Cluster;
using Learn.Proxy;
using KubeProxy = Learn.Proxy.NodeProxy;

namespace Learn;

/// <summary>
/// The kube-proxy of one node at work in its namespace: hears what changes in the cluster, syncs when it may, watches its canary, and
/// answers on its health and metrics ports.
/// </summary>
internal sealed class NodeProxyWorker : Worker
{
    private readonly LabNode node;
    private readonly NodeCommands commands;
    private readonly KubeProxy proxy;
    private readonly HealthServers servers;
    private readonly ConcurrentQueue<ClusterEvent> heard = [];
    private readonly SyncJournal journal;
    private readonly Dictionary<ProxyHalf, string?> failures = [];
    private readonly IDisposable subscription;
    private IDisposable? unsynced;
    private bool isStarted;

    /// <summary>Makes the kube-proxy of a node; it learns of everything that exists already.</summary>
    public NodeProxyWorker(Quiescence quiescence, ClusterApi cluster, LabNode node, ProxyConfiguration configuration, AddressPlan plan, SyncJournal journal, TimeProvider time)
        : base(quiescence, $"kube-proxy on {node.Name}", time)
    {
        this.node = node;
        this.journal = journal;
        commands = new NodeCommands(node);
        proxy = new KubeProxy(configuration, node.Name, commands, time, families: plan.Families);
        servers = new HealthServers(node.Host);
        foreach (var half in proxy.Halves)
        {
            half.Synced += report => Record(half, report);
        }

        subscription = cluster.Subscribe(Hear, includeExisting: true);
    }

    /// <summary>Is called after each successful sync.</summary>
    public event Action? Synced;

    /// <summary>kube-proxy's metrics, in Prometheus' text format.</summary>
    public string Metrics => proxy.Metrics.ToText();

    /// <inheritdoc/>
    protected override bool IsAboutRules => true;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        subscription.Dispose();
        await base.DisposeAsync();
        await servers.DisposeAsync();
        unsynced?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        while (heard.TryDequeue(out var change))
        {
            Tell(change);
        }

        if (isStarted)
        {
            await proxy.RunDueAsync(cancellationToken);
        }
        else
        {
            isStarted = true;
            await proxy.StartAsync(cancellationToken);
        }

        foreach (var half in proxy.Halves)
        {
            if (failures.GetValueOrDefault(half) is { } failure)
            {
                // The next sync is a full one; without a change it comes after the sync period, as kube-proxy would have it.
                troubles.Add(new Trouble($"node/{node.Name}", $"the rules were refused: {failure}"));
            }
        }

        if (commands.RouteLocalnetRefused)
        {
            troubles.Add(new Trouble($"node/{node.Name}", $"the sysctl {SysctlSetting.RouteLocalnet} could not be set, because /proc/sys is read-only here."));
        }

        await servers.FollowAsync(proxy, await commands.GetLocalAddressesAsync(cancellationToken), cancellationToken);
        HoldWhileChangesWait(troubles.Count > 0);
        WakeAt(proxy.Due);
    }

    // minSyncPeriod may make a change wait: then whoever awaits the lab waits for it too, but not for a repetition after a failure.
    private void HoldWhileChangesWait(bool hasFailed)
    {
        bool waits = proxy.HasPendingChanges && !hasFailed;
        if (waits)
        {
            unsynced ??= Quiescence.Hold($"the next sync of {Name} (its minSyncPeriod is {proxy.Configuration.Iptables.MinSyncPeriod.TotalSeconds:0.###} s)", IsAboutRules);
        }
        else
        {
            unsynced?.Dispose();
            unsynced = null;
        }
    }

    private void Hear(ClusterEvent change)
    {
        if (change.Object is V1Service or V1EndpointSlice or V1Node)
        {
            heard.Enqueue(change);
            Wake();
        }
    }

    private void Tell(ClusterEvent change)
    {
        if (change.Type == ClusterEventType.Deleted)
        {
            proxy.Remove(change.Kind.Kind, change.Name);
        }
        else
        {
            proxy.Set(change.Object, SyncCause.Of(change));
        }
    }

    private void Record(ProxyHalf half, SyncReport report)
    {
        failures[half] = report.Failure;
        journal.Add(node.Name, report, Time.GetUtcNow());
        if (report.Succeeded)
        {
            Synced?.Invoke();
        }
    }
}
