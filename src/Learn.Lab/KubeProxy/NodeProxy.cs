using System.Diagnostics;
using System.Net.Sockets;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// The kube-proxy of one node: hears what changes in the cluster, and carries out the syncs that its brain
/// (<see cref="IptablesProxy"/>) plans, with the real programs, in the node's namespace.
/// </summary>
internal sealed class NodeProxy : IController, IDisposable
{
    private readonly LabNode node;
    private readonly IptablesProxy proxy;
    private readonly IptablesCommand iptables;
    private readonly TimeProvider time;
    private readonly IDisposable subscription;
    private readonly Lock gate = new();

    /// <summary>Makes the kube-proxy of a node; it learns of everything that exists already.</summary>
    public NodeProxy(ClusterApi cluster, LabNode node, ProxyConfiguration configuration, TimeProvider time)
    {
        this.node = node;
        this.time = time;
        iptables = node.Host.Iptables(AddressFamily.InterNetwork);
        proxy = new IptablesProxy(configuration, node.Name, IpFamily.IPv4);
        subscription = cluster.Subscribe(Hear, includeExisting: true);
    }

    /// <summary>The last sync that was carried out; null before the first.</summary>
    public SyncRecord? LastSync { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => subscription.Dispose();

    /// <inheritdoc/>
    public async Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        SyncOutlook outlook;
        lock (gate)
        {
            if (!proxy.HasPendingChanges)
            {
                return false;
            }

            outlook = proxy.Prepare(time.GetUtcNow());
        }

        long started = Stopwatch.GetTimestamp();
        if (outlook.IsFull)
        {
            await FixedChains.EnsureAsync(node.Host, IpFamily.IPv4, cancellationToken);
        }

        var input = new SyncInput
        {
            Now = time.GetUtcNow(),
            NatChains = outlook.ReadsNatChains ? SyncInput.ChainsOf((await iptables.SaveAsync("nat", cancellationToken: cancellationToken)).Span) : null,
        };
        SyncPlan plan;
        lock (gate)
        {
            plan = proxy.Plan(input);
        }

        await SetSysctlsAsync(plan, troubles, cancellationToken);
        var generated = Stopwatch.GetElapsedTime(started);
        var restore = await iptables.RestoreAsync(plan.Payload, noFlush: true, counters: true, cancellationToken);
        lock (gate)
        {
            if (restore.Succeeded)
            {
                proxy.Succeeded(plan);
            }
            else
            {
                proxy.Failed(plan);
            }
        }

        if (!restore.Succeeded)
        {
            // The next sync is a full one; without a change it comes after the sync period, as kube-proxy would have it.
            troubles.Add(new Trouble($"node/{node.Name}", $"the rules were refused: {restore}"));
            return false;
        }

        LastSync = new SyncRecord(plan, generated, Stopwatch.GetElapsedTime(started) - generated);
        await DeleteStaleFlowsAsync(plan, cancellationToken);
        return false;
    }

    private async Task SetSysctlsAsync(SyncPlan plan, ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        foreach (var sysctl in plan.Sysctls)
        {
            // The limits of connection tracking belong to the machine and cannot be set from a namespace. kube-proxy goes on
            // without them in a container too; without route_localnet it does not.
            if (!await node.Host.TryEnsureSysctlAsync(sysctl.Key, sysctl.Value, cancellationToken) && sysctl.Key == SysctlSetting.RouteLocalnet)
            {
                troubles.Add(new Trouble($"node/{node.Name}", $"the sysctl {sysctl} could not be set, because /proc/sys is read-only here."));
            }
        }
    }

    private async Task DeleteStaleFlowsAsync(SyncPlan plan, CancellationToken cancellationToken)
    {
        foreach (var flow in plan.StaleFlows)
        {
            // Exit status 1 says that there was no such flow, which is the usual case.
            await node.Host.RunAsync(flow.Argv, cancellationToken: cancellationToken);
        }
    }

    private void Hear(ClusterEvent change)
    {
        lock (gate)
        {
            bool gone = change.Type == ClusterEventType.Deleted;
            switch (change.Object)
            {
                case V1Service when gone:
                    proxy.RemoveService(change.Name);
                    break;
                case V1Service service:
                    proxy.SetService(service);
                    break;
                case V1EndpointSlice when gone:
                    proxy.RemoveEndpointSlice(change.Name);
                    break;
                case V1EndpointSlice slice:
                    proxy.SetEndpointSlice(slice);
                    break;
                case V1Node when gone:
                    proxy.RemoveNode(change.Name.Name);
                    break;
                case V1Node changed:
                    proxy.SetNode(changed);
                    break;
            }
        }
    }
}
