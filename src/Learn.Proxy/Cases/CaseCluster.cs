using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>
/// A cluster for manifests that a person wrote: addresses and node ports are given out, Pods are put on the Nodes in turn, get an address
/// of their Node's podCIDR and are ready at once, and EndpointSlices follow. The same manifests give the same cluster.
/// </summary>
internal sealed class CaseCluster
{
    private const string OnlyNode = """
        apiVersion: v1
        kind: Node
        metadata:
          name: node-1
          labels: {kubernetes.io/hostname: node-1, kubernetes.io/os: linux}
        spec: {podCIDR: 10.244.1.0/24, podCIDRs: [10.244.1.0/24]}
        status:
          addresses:
            - {type: InternalIP, address: 192.168.10.11}
            - {type: Hostname, address: node-1}
        """;

    // The first addresses belong to the network, the bridge and whatever runs on a node itself.
    private const int FirstPodAddress = 10;

    private readonly ClusterApi _cluster;
    private readonly List<CaseAction> _pending = [];
    private readonly Dictionary<IPNetwork, int> _lastAddresses = [];
    private int _lastPod;

    internal CaseCluster(IReadOnlyList<Manifest> manifests, TimeProvider time)
    {
        V1Node[] nodes = [.. manifests.SelectMany(manifest => manifest.Objects).OfType<V1Node>()];
        _cluster = new(OptionsFor(nodes), time);
        _cluster.Subscribe(Hear);
        if (nodes.Length == 0)
        {
            _cluster.Apply(OnlyNode);
        }
    }

    /// <summary>Applies the objects of a step, and then carries out its other documents in order.</summary>
    internal ImmutableArray<CaseAction> Step(Manifest manifest)
    {
        foreach (string name in manifest.Documents.Where(document => document.ResourceKind is { IsNamespaced: true })
            .Select(document => document.Namespace).OfType<string>().Distinct().Where(name => _cluster.Get<V1Namespace>("", name) is null))
        {
            _cluster.Create(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
        }

        _cluster.Apply(manifest);
        RunPods();
        foreach (ManifestDocument document in manifest.OtherDocuments)
        {
            CaseAction action = ManifestSteps.Named(CaseStepReader.Read(document), document);
            if (action is CaseAction.DeleteObject delete)
            {
                Delete(delete);
            }
            else
            {
                _pending.Add(action);
            }
        }

        ImmutableArray<CaseAction> actions = [.. _pending];
        _pending.Clear();
        return actions;
    }

    private static ClusterOptions OptionsFor(IEnumerable<V1Node> nodes)
    {
        string[] ranges = [.. nodes.SelectMany(node => node.Spec?.PodCIDRs ?? [])];
        bool hasIPv6 = ranges.Any(range => range.Contains(':', StringComparison.Ordinal));
        bool hasIPv4 = !hasIPv6 || ranges.Any(range => !range.Contains(':', StringComparison.Ordinal));
        ClusterOptions both = ClusterOptions.DualStack;
        return hasIPv4 && hasIPv6 ? both
            : hasIPv4 ? new ClusterOptions()
            : new ClusterOptions { ServiceCidrs = [both.ServiceCidrs[1]], PodCidrs = [both.PodCidrs[1]] };
    }

    private static IPAddress Nth(IPNetwork network, int number)
    {
        byte[] bytes = network.BaseAddress.GetAddressBytes();
        for (int index = bytes.Length - 1; number > 0 && index >= 0; index--)
        {
            number += bytes[index];
            bytes[index] = (byte)number;
            number >>= 8;
        }

        return new IPAddress(bytes);
    }

    private void Delete(CaseAction.DeleteObject delete)
    {
        ResourceKind kind = ResourceKind.All.FirstOrDefault(kind => kind.Kind == delete.Kind)
            ?? throw new CaseException($"{delete.Kind} is not a kind that can be deleted.");
        try
        {
            _cluster.Delete(kind, delete.Name.Namespace, delete.Name.Name);
        }
        catch (ClusterApiException refusal)
        {
            throw new CaseException($"{delete.Kind} {delete.Name}: {refusal.Message}.");
        }
    }

    /// <summary>Plays scheduler and kubelet.</summary>
    private void RunPods()
    {
        IReadOnlyList<V1Node> nodes = _cluster.List<V1Node>();
        foreach (V1Pod pod in _cluster.List<V1Pod>())
        {
            var name = new NamespacedName(pod.Metadata.NamespaceProperty, pod.Metadata.Name);
            string? nodeName = pod.Spec.NodeName;
            if (string.IsNullOrEmpty(nodeName))
            {
                nodeName = nodes[_lastPod++ % nodes.Count].Metadata.Name;
                _cluster.BindPod(name, nodeName);
            }

            if (string.IsNullOrEmpty(pod.Status?.PodIP))
            {
                string[] addresses = AddressesFor(pod, nodes.FirstOrDefault(node => node.Metadata.Name == nodeName), name);
                _cluster.UpdateStatus<V1Pod>(name.Namespace, name.Name, running => running.Status = Running(addresses));
            }
        }
    }

    private static V1PodStatus Running(string[] addresses) => new()
    {
        Phase = "Running",
        PodIP = addresses[0],
        PodIPs = [.. addresses.Select(address => new V1PodIP { Ip = address })],
        Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }],
    };

    private string[] AddressesFor(V1Pod pod, V1Node? node, NamespacedName name)
    {
        string[] addresses = pod.Spec.HostNetwork == true
            ? [.. (node?.Status?.Addresses ?? []).Where(entry => entry.Type == "InternalIP").Select(entry => entry.Address)]
            : [.. (node?.Spec?.PodCIDRs ?? []).Select(range => Next(IPNetwork.Parse(range)).ToString())];
        return addresses.Length > 0
            ? addresses
            : throw new CaseException($"The Pod {name} gets no address: the Node {pod.Spec.NodeName ?? node?.Metadata.Name} has no {(pod.Spec.HostNetwork == true ? "InternalIP" : "podCIDR")}.");
    }

    private IPAddress Next(IPNetwork range)
    {
        int number = _lastAddresses[range] = _lastAddresses.GetValueOrDefault(range, FirstPodAddress - 1) + 1;
        IPAddress address = Nth(range, number);
        return range.Contains(address) ? address : throw new CaseException($"The podCIDR {range} has no address left.");
    }

    private void Hear(ClusterEvent change)
    {
        if (change.Object is V1Service or V1EndpointSlice or V1Node)
        {
            _pending.Add(change.Type == ClusterEventType.Deleted
                ? new CaseAction.DeleteObject(change.Kind.Kind, change.Name)
                : new CaseAction.SetObject(change.Object));
        }
    }
}
