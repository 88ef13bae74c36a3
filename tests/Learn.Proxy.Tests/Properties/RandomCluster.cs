using System.Globalization;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>
/// A small cluster made from a seed: a few Services of all types with all policies, several slices each, endpoints in all conditions. A
/// Service depends on the seed and its own number only, so a cluster with fewer Services is a part of the larger one.
/// </summary>
internal sealed class RandomCluster
{
    private const string Node = "worker-1";
    private readonly int _seed;

    internal RandomCluster(int seed, int services)
    {
        _seed = seed;
        var random = new Random(seed);
        Family = random.Next(4) == 0 ? IpFamily.IPv6 : IpFamily.IPv4;
        Zone = Pick(random, "", "a", "b");
        Configuration = MakeConfiguration(random);
        Services = [.. Enumerable.Range(0, services).Select(number => MakeService(number, 0))];
        Slices = [.. Enumerable.Range(0, services).SelectMany(number => MakeSlices(number, 0))];
    }

    internal IpFamily Family { get; }

    internal string Zone { get; }

    internal ProxyConfiguration Configuration { get; }

    internal IReadOnlyList<V1Service> Services { get; }

    internal IReadOnlyList<V1EndpointSlice> Slices { get; }

    /// <summary>A half that knows the node and nothing else.</summary>
    internal IptablesProxy NewProxy()
    {
        var proxy = new IptablesProxy(Configuration, Node, Family);
        proxy.SetNode(new V1Node
        {
            Metadata = new()
            {
                Name = Node,
                Labels = Zone.Length == 0 ? null : new Dictionary<string, string> { ["topology.kubernetes.io/zone"] = Zone },
            },
            Spec = new() { PodCIDRs = [Address("244.1.0/24", "244:1::/64")] },
            Status = new() { Addresses = [new V1NodeAddress { Type = "InternalIP", Address = Address("168.10.11", "168::b") }] },
        });
        return proxy;
    }

    /// <summary>The Service of a number as it is after some changes; version 0 is the first.</summary>
    internal V1Service MakeService(int number, int version)
    {
        var random = new Random(HashCode(number, version, 1));
        string type = Pick(random, "ClusterIP", "ClusterIP", "NodePort", "LoadBalancer");
        var service = new V1Service
        {
            Metadata = new() { Name = $"service-{number}", NamespaceProperty = number % 3 == 0 ? "shop" : "default" },
            Spec = new()
            {
                Type = type,
                ClusterIPs = [Address($"96.0.{number + 1}", $"96::{number + 1:x}")],
                IpFamilies = [Family == IpFamily.IPv4 ? "IPv4" : "IPv6"],
                InternalTrafficPolicy = Pick(random, "Cluster", "Cluster", "Local"),
                ExternalTrafficPolicy = type == "ClusterIP" && random.Next(2) == 0 ? null : Pick(random, "Cluster", "Local"),
                SessionAffinity = Pick(random, "None", "None", "ClientIP"),
                ExternalIPs = random.Next(4) == 0 ? [Address($"50.0.{number + 1}", $"50::{number + 1:x}")] : null,
                Ports = [.. Enumerable.Range(0, random.Next(1, 3)).Select(port => MakePort(number, port, type, random))],
            },
        };
        if (random.Next(4) == 0)
        {
            service.Metadata.Annotations = new Dictionary<string, string>
            {
                ["service.kubernetes.io/topology-mode"] = Pick(random, "Auto", "Disabled"),
            };
        }

        if (type == "LoadBalancer")
        {
            service.Spec.HealthCheckNodePort = service.Spec.ExternalTrafficPolicy == "Local" ? 32000 + number : null;
            string[] ofNode = [Address("168.0.0/16", "168::/16")], ofOthers = [Address("9.9.0/24", "9::/64")];
            string vip = Address($"60.0.{number + 1}", $"60::{number + 1:x}");
            service.Spec.LoadBalancerSourceRanges = Pick(random, null, ofNode, ofOthers);
            service.Status = new() { LoadBalancer = new() { Ingress = [new() { Ip = vip }] } };
        }

        return service;
    }

    /// <summary>The slices of the Service of a number as they are after some changes.</summary>
    internal IEnumerable<V1EndpointSlice> MakeSlices(int number, int version)
    {
        var random = new Random(HashCode(number, version, 2));
        V1Service service = MakeService(number, 0);
        for (int slice = random.Next(3); slice >= 0; slice--)
        {
            yield return new V1EndpointSlice
            {
                Metadata = new()
                {
                    Name = $"{service.Metadata.Name}-{slice}",
                    NamespaceProperty = service.Metadata.NamespaceProperty,
                    Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = service.Metadata.Name },
                },
                AddressType = Family == IpFamily.IPv4 ? "IPv4" : "IPv6",
                Ports = [.. Enumerable.Range(0, 2).Select(port => new Discoveryv1EndpointPort
                {
                    Name = PortName(port), Port = 8080 + port, Protocol = port == 1 ? "UDP" : "TCP",
                })],
                Endpoints = [.. Enumerable.Range(0, random.Next(5)).Select(_ => MakeEndpoint(random))],
            };
        }
    }

    internal static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static string PortName(int port) => port == 0 ? "http" : "dns";

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];

    private static V1ServicePort MakePort(int number, int port, string type, Random random) => new()
    {
        Name = PortName(port),
        Port = 80 + port,
        Protocol = port == 1 ? "UDP" : "TCP",
        NodePort = type == "ClusterIP" || random.Next(8) == 0 ? null : 30000 + (number * 2) + port,
    };

    private V1Endpoint MakeEndpoint(Random random)
    {
        int host = random.Next(1, 25);
        int state = random.Next(8);
        return new()
        {
            Addresses = [Address(string.Create(CultureInfo.InvariantCulture, $"244.{host % 3}.{host}"), $"244:{host % 3:x}::{host:x}")],
            NodeName = random.Next(10) == 0 ? null : $"worker-{host % 3}",
            Conditions = new()
            {
                Ready = state < 5 ? true : state == 5 ? null : false,
                Serving = state != 7,
                Terminating = state >= 6,
            },
            Hints = random.Next(5) == 0 ? null : new() { ForZones = [new V1ForZone { Name = Pick(random, "a", "b") }] },
        };
    }

    private ProxyConfiguration MakeConfiguration(Random random) => new()
    {
        DetectLocalMode = Pick(random, Enum.GetValues<LocalDetection>()),
        BridgeInterface = "cbr0",
        InterfaceNamePrefix = "veth",
        ClusterCidrs = random.Next(3) == 0 ? [] : [System.Net.IPNetwork.Parse(Address("244.0.0/16", "244::/32"))],
        Iptables = new()
        {
            MasqueradeAll = random.Next(4) == 0,
            MasqueradeBit = Pick(random, 14, 0, 31),
            LocalhostNodePorts = random.Next(2) == 0,
        },
        NodePortAddresses = random.Next(4) == 0 ? [Address("168.0.0/16", "168::/32")] : [],
    };

    // 10.x for IPv4, fd00:10:x for IPv6.
    private string Address(string v4, string v6) => Family == IpFamily.IPv4 ? "10." + v4 : "fd00:10:" + v6;

    // HashCode of the library differs from process to process; a seed has to mean the same tomorrow.
    private int HashCode(int number, int version, int purpose) =>
        unchecked((((((_seed * 397) + number) * 397) + version) * 397) + purpose) & int.MaxValue;
}
