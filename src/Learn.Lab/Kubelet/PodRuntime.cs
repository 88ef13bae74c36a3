using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Starts and stops pods: a namespace plugged into the node's bridge, with the built-in workload listening on the container ports.
/// What a container runtime and a network plugin do for a kubelet.
/// </summary>
internal sealed class PodRuntime(World world, LabNetwork network)
{
    /// <summary>The header in which the workload names its node.</summary>
    public const string NodeNameHeader = CurlSample.NodeNameHeader;

    private readonly ConcurrentDictionary<NamespacedName, RunningPod> running = [];

    /// <summary>The pods that run.</summary>
    public IReadOnlyCollection<RunningPod> Running => (IReadOnlyCollection<RunningPod>)running.Values;

    /// <summary>The pod of this name if it runs.</summary>
    public RunningPod? Find(NamespacedName name) => running.GetValueOrDefault(name);

    /// <summary>Starts pods, many in one go: namespaces first, then cables, then listeners.</summary>
    /// <returns>The pods that run, and why the others do not.</returns>
    public async Task<IReadOnlyList<RunningPod>> StartAsync(
        IReadOnlyList<(V1Pod Pod, LabNode Node)> pods, ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var placed = Place(pods, troubles);
        var ownNetwork = placed.Where(p => !UsesHostNetwork(p.Pod)).ToList();
        var hosts = await world.AddHostsAsync([.. ownNetwork.Select(p => HostName(p.Pod))], cancellationToken);
        var attachments = ownNetwork.Zip(hosts, (p, host) => new PodAttachment(host, p.Node, p.Addresses)).ToList();
        await network.ConnectPodsAsync(attachments, cancellationToken);

        var hostOf = ownNetwork.Zip(hosts).ToDictionary(pair => pair.First.Pod, pair => pair.Second);
        var started = await Task.WhenAll(placed.Select(p => ListenAsync(p.Pod, p.Node, hostOf.GetValueOrDefault(p.Pod, p.Node.Host), p.Addresses, cancellationToken)));
        foreach (var (pod, trouble) in started)
        {
            running[pod.Name] = pod;
            if (trouble is not null)
            {
                troubles.Add(trouble);
            }
        }

        return [.. started.Where(s => s.Trouble is null).Select(s => s.Pod)];
    }

    /// <summary>Stops pods: their listeners close, their namespaces vanish with everything in them.</summary>
    public async Task StopAsync(IReadOnlyList<RunningPod> pods, CancellationToken cancellationToken)
    {
        await Task.WhenAll(pods.Select(pod => pod.Responder is null ? Task.CompletedTask : pod.Responder.DisposeAsync().AsTask()));
        await world.RemoveHostsAsync([.. pods.Where(pod => !pod.UsesHostNetwork).Select(pod => pod.Host.Name)], cancellationToken);
        foreach (var pod in pods)
        {
            if (!pod.UsesHostNetwork)
            {
                ReturnAll(pod.Node, pod.Addresses);
            }

            running.TryRemove(pod.Name, out _);
        }
    }

    /// <summary>Forgets a pod whose node is gone.</summary>
    public async Task ForgetAsync(RunningPod pod, CancellationToken cancellationToken)
    {
        running.TryRemove(pod.Name, out _);
        if (!pod.UsesHostNetwork)
        {
            await world.RemoveHostAsync(pod.Host.Name, cancellationToken);
        }
    }

    private static List<(V1Pod Pod, LabNode Node, ImmutableArray<IPAddress> Addresses)> Place(IReadOnlyList<(V1Pod Pod, LabNode Node)> pods, ICollection<Trouble> troubles)
    {
        var placed = new List<(V1Pod, LabNode, ImmutableArray<IPAddress>)>(pods.Count);
        foreach (var (pod, node) in pods)
        {
            try
            {
                placed.Add((pod, node, UsesHostNetwork(pod) ? node.Addresses : TakeAll(node)));
            }
            catch (LabException e)
            {
                troubles.Add(new Trouble(About(pod), e.Message));
            }
        }

        return placed;
    }

    private static async Task<(RunningPod Pod, Trouble? Trouble)> ListenAsync(
        V1Pod pod, LabNode node, Host host, ImmutableArray<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var name = new NamespacedName(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
        var runningPod = new RunningPod(name, pod, node, host, addresses, Responder: null);
        var listeners = PodPorts.Of(pod);
        if (listeners.Count == 0)
        {
            return (runningPod, null);
        }

        try
        {
            var responder = await host.ListenAsync(
                new ResponderOptions
                {
                    Identity = name.Name,
                    Listeners = listeners,
                    Headers = new Dictionary<string, string> { [CurlSample.PodNameHeader] = runningPod.DisplayName, [NodeNameHeader] = node.Name },
                },
                cancellationToken);
            return (runningPod with { Responder = responder }, null);
        }
        catch (SandboxException e)
        {
            return (runningPod, new Trouble(About(pod), e.Message));
        }
    }

    private static ImmutableArray<IPAddress> TakeAll(LabNode node) => [.. node.Pools.Select(pool => pool.Take())];

    private static void ReturnAll(LabNode node, ImmutableArray<IPAddress> addresses)
    {
        foreach (var (pool, address) in node.Pools.Zip(addresses))
        {
            pool.Return(address);
        }
    }

    private static bool UsesHostNetwork(V1Pod pod) => pod.Spec.HostNetwork == true;

    private static string HostName(V1Pod pod) => LabNetwork.HostNameOfPod(pod.Metadata.NamespaceProperty, pod.Metadata.Name);

    private static string About(V1Pod pod) => $"pod/{pod.Metadata.Name}";
}
