using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Syncs of a kube-proxy that lives through the same every time.</summary>
internal static class SyncSamples
{
    public static IReadOnlyList<SyncEvent> All { get; } = Make();

    public static RestoreView Partial { get; } = RestoreView.Of(All[2]);

    private static List<SyncEvent> Make()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "node-1", IpFamily.IPv4);
        proxy.SetNode(new V1Node { Metadata = new() { Name = "node-1", Labels = new Dictionary<string, string>() }, Status = new() { Addresses = [new V1NodeAddress { Type = "InternalIP", Address = "172.18.0.2" }] } });
        var events = new List<SyncEvent>();
        Add(new SyncReason(SyncTrigger.Start, []), 62.4, 31.1);
        proxy.SetService(Service());
        proxy.SetEndpointSlice(Slice("10.244.0.4", "10.244.0.5"));
        Add(Changes(new SyncCause(ClusterEventType.Added, "Service", new("default", "my-service")), new SyncCause(ClusterEventType.Added, "EndpointSlice", new("default", "my-service-x7k2p"), "2 endpoints")), 0.83, 9.42);
        proxy.SetEndpointSlice(Slice("10.244.0.4", "10.244.0.5", "10.244.0.6"));
        Add(Changes(new SyncCause(ClusterEventType.Modified, "EndpointSlice", new("default", "my-service-x7k2p"), "endpoint 10.244.0.6 added")), 0.31, 8.86);
        proxy.RequestFullSync();
        Add(new SyncReason(SyncTrigger.CanaryLost, []), 0.65, 12.7);
        return events;

        void Add(SyncReason reason, double generation, double restore)
        {
            var now = new DateTimeOffset(2026, 11, 23, 9, 30, 1 + (7 * events.Count), 250, TimeZoneInfo.Local.GetUtcOffset(new DateTime(2026, 11, 23)));
            proxy.Prepare(now);
            var plan = proxy.Plan(new SyncInput { Now = now, NatChains = [] });
            proxy.Succeeded(plan);
            var record = new SyncRecord(plan, now, TimeSpan.FromMilliseconds(generation + restore + 4), null)
            {
                Number = events.Count + 1,
                Node = "node-1",
                Reason = reason,
                Timings = new SyncTimings(TimeSpan.Zero, TimeSpan.FromMilliseconds(3.2), TimeSpan.FromMilliseconds(generation), TimeSpan.FromMilliseconds(restore), TimeSpan.Zero),
            };
            events.Add(new SyncEvent(record, events.LastOrDefault()?.Record));
        }
    }

    private static SyncReason Changes(params SyncCause[] causes) => new(SyncTrigger.Changes, [.. causes]);

    private static V1Service Service() => new()
    {
        Metadata = new() { Name = "my-service", NamespaceProperty = "default" },
        Spec = new()
        {
            Type = "ClusterIP", ClusterIP = "10.96.0.7", ClusterIPs = ["10.96.0.7"], IpFamilies = ["IPv4"],
            Ports = [new V1ServicePort { Name = "http", Port = 80, Protocol = "TCP" }],
        },
    };

    private static V1EndpointSlice Slice(params string[] addresses) => new()
    {
        Metadata = new() { Name = "my-service-x7k2p", NamespaceProperty = "default", Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "my-service" } },
        AddressType = "IPv4",
        Endpoints = [.. addresses.Select(address => new V1Endpoint { Addresses = [address], NodeName = "node-1", Conditions = new() { Ready = true, Serving = true, Terminating = false } })],
        Ports = [new Discoveryv1EndpointPort { Name = "http", Port = 8080, Protocol = "TCP" }],
    };
}
