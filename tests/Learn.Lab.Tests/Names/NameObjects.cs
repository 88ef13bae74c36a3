using k8s.Models;

namespace Learn.Tests.Names;

/// <summary>The objects of the tests about names; the first ones are those of the specification's examples.</summary>
internal static class NameObjects
{
    public static DnsZone Zone { get; } = DnsZone.Of(
        [
            Service("kubernetes", "default", ["10.3.0.1"], ("https", "TCP", 443)),
            Service("dual", "default", ["10.3.0.2", "fd00:10:96::2"], ("http", "TCP", 80), ("dns", "UDP", 53)),
            Service("six", "default", ["fd00:10:96::6"], ("", "TCP", 80)),
            Service("headless", "default", ["None"], ("https", "TCP", 443)),
            Service("waiting", "default", ["None"], ("https", "TCP", 443)),
            Service("portless", "default", ["None"]),
            Service("kube-dns", "kube-system", ["10.96.0.10"], ("dns", "UDP", 53), ("dns-tcp", "TCP", 53)),
            ExternalName("foo", "www.example.com"),
            ExternalName("near", "Dual.default.svc.cluster.local."),
            ExternalName("nearer", "near.default.svc.cluster.local"),
            ExternalName("dangling", "nobody.default.svc.cluster.local"),
            ExternalName("circle", "round.default.svc.cluster.local"),
            ExternalName("round", "circle.default.svc.cluster.local"),
            ExternalName("number", "192.0.2.1"),
        ],
        [
            Slice("kubernetes", [("https", "TCP", 6443)], ("172.18.0.2", null, true)),
            Slice("headless", [("https", "TCP", 8443)], ("10.3.0.100", "my-pet", true), ("10.3.0.101", "my-pet-2", null), ("10.3.0.102", null, true), ("10.3.0.103", "asleep", false)),
            Slice("headless", [("https", "TCP", 8443)], ("fd00:10:244::64", "my-pet", true), ("fd00:10:244::66", null, true)),
            Slice("waiting", [("https", "TCP", 8443)], ("10.3.0.110", null, false)),
            Slice("portless", [], ("10.3.0.120", null, true)),
        ],
        ["default", "kube-system", "empty"]);

    public static V1Service Service(string name, string serviceNamespace, IList<string> addresses, params (string Name, string Protocol, int Port)[] ports) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = serviceNamespace },
        Spec = new V1ServiceSpec
        {
            Type = "ClusterIP",
            ClusterIP = addresses[0],
            ClusterIPs = addresses,
            Ports = [.. ports.Select(port => new V1ServicePort { Name = port.Name, Protocol = port.Protocol, Port = port.Port })],
        },
    };

    public static V1Service ExternalName(string name, string externalName) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = externalName },
    };

    public static V1EndpointSlice Slice(string service, (string Name, string Protocol, int Port)[] ports, params (string Address, string? Hostname, bool? Ready)[] endpoints) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = $"{service}-{endpoints[0].Address.Replace(':', '-')}",
            NamespaceProperty = "default",
            Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = service },
        },
        AddressType = endpoints[0].Address.Contains(':', StringComparison.Ordinal) ? "IPv6" : "IPv4",
        Ports = [.. ports.Select(port => new Discoveryv1EndpointPort { Name = port.Name, Protocol = port.Protocol, Port = port.Port })],
        Endpoints = [.. endpoints.Select(endpoint => new V1Endpoint
        {
            Addresses = [endpoint.Address],
            Hostname = endpoint.Hostname,
            Conditions = new V1EndpointConditions { Ready = endpoint.Ready },
        })],
    };
}
