using System.Globalization;
using k8s.Models;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Benchmarks;

/// <summary>A cluster of so many Services with so many endpoints each, and the kube-proxy of one of its nodes.</summary>
internal sealed class SampleCluster
{
    private const int EndpointsPerSlice = 100;
    private readonly ProxyConfiguration _configuration = ProxyConfiguration.Parse("""
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        clusterCIDR: 10.128.0.0/9
        """);

    internal SampleCluster(int services, int endpoints)
    {
        for (int number = 0; number < services; number++)
        {
            Services.Add(MakeService(number));
            for (int first = 0; first < endpoints; first += EndpointsPerSlice)
            {
                Slices.Add(MakeSlice(number, endpoints, first));
            }
        }
    }

    internal List<V1Service> Services { get; } = [];

    internal List<V1EndpointSlice> Slices { get; } = [];

    /// <summary>From objects to the payload of the first sync.</summary>
    internal (IptablesProxy Proxy, SyncPlan Plan) FirstSync()
    {
        var proxy = new IptablesProxy(_configuration, "worker-1", IpFamily.IPv4);
        foreach (V1Service service in Services)
        {
            proxy.SetService(service);
        }

        foreach (V1EndpointSlice slice in Slices)
        {
            proxy.SetEndpointSlice(slice);
        }

        return (proxy, proxy.Plan(new SyncInput { Now = DateTimeOffset.UnixEpoch, NatChains = [] }));
    }

    /// <summary>The same slice with one endpoint fewer.</summary>
    internal static V1EndpointSlice Shortened(V1EndpointSlice slice) => new()
    {
        Metadata = slice.Metadata,
        AddressType = slice.AddressType,
        Ports = slice.Ports,
        Endpoints = [.. slice.Endpoints.Skip(1)],
    };

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"app-{number:d5}");

    private static string Address(int network, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{network + (number / 62500)}.{number / 250 % 250}.{(number % 250) + 1}");

    private static V1Service MakeService(int number) => new()
    {
        Metadata = new() { Name = Name(number), NamespaceProperty = "load" },
        Spec = new()
        {
            Type = "ClusterIP",
            ClusterIPs = [Address(96, number)],
            IpFamilies = ["IPv4"],
            Ports = [new V1ServicePort { Name = "http", Port = 80, Protocol = "TCP" }],
        },
    };

    private static V1EndpointSlice MakeSlice(int number, int endpoints, int first) => new()
    {
        Metadata = new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Name(number)}-{first}"),
            NamespaceProperty = "load",
            Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = Name(number) },
        },
        AddressType = "IPv4",
        Ports = [new Discoveryv1EndpointPort { Name = "http", Port = 8080, Protocol = "TCP" }],
        Endpoints =
        [
            .. Enumerable.Range(first, Math.Min(EndpointsPerSlice, endpoints - first)).Select(index => new V1Endpoint
            {
                Addresses = [Address(128, (number * endpoints) + index)],
                NodeName = string.Create(CultureInfo.InvariantCulture, $"worker-{index % 100}"),
                Conditions = new() { Ready = true, Serving = true, Terminating = false },
            }),
        ],
    };
}
