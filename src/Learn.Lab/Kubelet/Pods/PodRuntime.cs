using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Makes and removes the namespaces of pods, plugged into their nodes' bridges, and knows which pods there are. What a container runtime and a
/// network plugin do for a kubelet.
/// </summary>
internal sealed class PodRuntime(World world, LabNetwork network)
{
    /// <summary>The header in which the workload names its node.</summary>
    public const string NodeNameHeader = CurlSample.NodeNameHeader;

    /// <summary>The header in which the workload names its container.</summary>
    public const string ContainerNameHeader = "X-Container-Name";

    private readonly ConcurrentDictionary<NamespacedName, RunningPod> running = [];
    private readonly ConcurrentDictionary<NamespacedName, PodWorker> workers = [];

    /// <summary>The pods that run.</summary>
    public IReadOnlyCollection<RunningPod> Running => (IReadOnlyCollection<RunningPod>)running.Values;

    /// <summary>The pod of this name if it runs.</summary>
    public RunningPod? Find(NamespacedName name) => running.GetValueOrDefault(name);

    /// <summary>The pod of this name in the hands of its kubelet, if it runs.</summary>
    public PodWorker? FindWorker(NamespacedName name) => workers.GetValueOrDefault(name);

    /// <summary>Notes who takes care of a pod.</summary>
    public void Add(PodWorker worker) => workers[worker.Running.Name] = worker;

    /// <summary>Makes the namespaces of pods, many in one go: namespaces first, then cables.</summary>
    /// <returns>The pods that have one. Why the others have none is among the troubles.</returns>
    public async Task<IReadOnlyList<RunningPod>> StartAsync(
        LabNode node, IReadOnlyList<V1Pod> pods, ICollection<Trouble> troubles, CancellationToken cancellationToken)
    {
        var placed = Place(node, pods, troubles);
        var ownNetwork = placed.Where(place => !UsesHostNetwork(place.Pod)).ToList();
        var hosts = await world.AddHostsAsync([.. ownNetwork.Select(place => HostName(place.Pod))], cancellationToken);
        await network.ConnectPodsAsync(ownNetwork.Zip(hosts, (place, host) => new PodAttachment(host, node, place.Addresses)).ToList(), cancellationToken);

        var hostOf = ownNetwork.Zip(hosts).ToDictionary(pair => pair.First.Pod, pair => pair.Second);
        var started = placed.ConvertAll(place => new RunningPod(
            new NamespacedName(place.Pod.Metadata.NamespaceProperty, place.Pod.Metadata.Name), place.Pod, node, hostOf.GetValueOrDefault(place.Pod, node.Host), place.Addresses));
        started.ForEach(pod => running[pod.Name] = pod);
        return started;
    }

    /// <summary>Removes the namespaces of pods with everything in them.</summary>
    public async Task StopAsync(IReadOnlyList<RunningPod> pods, CancellationToken cancellationToken)
    {
        // First, so that whoever else has to do with them knows why their namespaces are gone.
        foreach (var pod in pods)
        {
            Forget(pod);
        }

        await world.RemoveHostsAsync([.. pods.Where(pod => !pod.UsesHostNetwork).Select(pod => pod.Host.Name)], cancellationToken);
        foreach (var pod in pods.Where(pod => !pod.UsesHostNetwork))
        {
            ReturnAll(pod.Node, pod.Addresses);
        }
    }

    /// <summary>Forgets a pod whose node is gone.</summary>
    public async Task ForgetAsync(RunningPod pod, CancellationToken cancellationToken)
    {
        Forget(pod);
        if (!pod.UsesHostNetwork)
        {
            await world.RemoveHostAsync(pod.Host.Name, cancellationToken);
        }
    }

    private static List<(V1Pod Pod, ImmutableArray<IPAddress> Addresses)> Place(LabNode node, IReadOnlyList<V1Pod> pods, ICollection<Trouble> troubles)
    {
        var placed = new List<(V1Pod, ImmutableArray<IPAddress>)>(pods.Count);
        foreach (var pod in pods)
        {
            try
            {
                placed.Add((pod, UsesHostNetwork(pod) ? node.Addresses : TakeAll(node)));
            }
            catch (LabException e)
            {
                troubles.Add(new Trouble($"pod/{pod.Metadata.Name}", e.Message));
            }
        }

        return placed;
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

    private void Forget(RunningPod pod)
    {
        running.TryRemove(pod.Name, out _);
        workers.TryRemove(pod.Name, out _);
    }
}
