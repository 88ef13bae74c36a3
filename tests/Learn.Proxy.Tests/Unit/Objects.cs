using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy.Tests;

/// <summary>Short ways to write objects in tests.</summary>
internal static class Objects
{
    internal static readonly NamespacedName Shop = new("default", "shop");

    internal static V1Service Service(Action<V1Service>? change = null)
    {
        var service = new V1Service
        {
            Metadata = new() { Name = "shop", NamespaceProperty = "default" },
            Spec = new()
            {
                Type = "ClusterIP",
                ClusterIP = "10.96.0.7",
                ClusterIPs = ["10.96.0.7"],
                IpFamilies = ["IPv4"],
                Ports = [new V1ServicePort { Name = "http", Port = 80, Protocol = "TCP" }],
            },
        };
        change?.Invoke(service);
        return service;
    }

    internal static V1EndpointSlice Slice(string name, params string[] addresses) =>
        SliceOf(name, [.. addresses.Select(address => Ready(address))]);

    internal static V1EndpointSlice SliceOf(string name, params V1Endpoint[] endpoints) => new()
    {
        Metadata = new()
        {
            Name = name,
            NamespaceProperty = "default",
            Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "shop" },
        },
        AddressType = endpoints.Any(endpoint => endpoint.Addresses[0].Contains(':')) ? "IPv6" : "IPv4",
        Endpoints = endpoints,
        Ports = [new Discoveryv1EndpointPort { Name = "http", Port = 8080, Protocol = "TCP" }],
    };

    internal static V1Endpoint Ready(string address, string node = "worker-2") =>
        new() { Addresses = [address], NodeName = node, Conditions = new() { Ready = true, Serving = true, Terminating = false } };

    internal static V1Node Node(Action<V1Node>? change = null)
    {
        var node = new V1Node
        {
            Metadata = new() { Name = "worker-1", Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = "worker-1" } },
            Spec = new() { PodCIDR = "10.244.1.0/24", PodCIDRs = ["10.244.1.0/24"] },
            Status = new() { Addresses = [new V1NodeAddress { Type = "InternalIP", Address = "192.168.10.11" }] },
        };
        change?.Invoke(node);
        return node;
    }

    internal static SyncInput Now(params string[] natChains) => new() { Now = DateTimeOffset.UnixEpoch, NatChains = natChains };
}
