using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Values to show, the same in every run.</summary>
internal static class Samples
{
    /// <summary>The rules of a capture as if 300 connections had come from a process of the node, and 20 from pods.</summary>
    public static Ruleset Counted { get; } = Count(Capture.Rules("clusterip-two-pods"));

    public static ApplyResult Applied { get; } = new(
        [
            new AppliedObject(ResourceKind.Service, new NamespacedName("default", "my-service"), ApplyOutcome.Created),
            new AppliedObject(ResourceKind.Pod, new NamespacedName("default", "my-pod-1"), ApplyOutcome.Created),
        ], [], 1, false);

    public static NodeConnection[] Connections { get; } =
    [
        Connection("10.244.0.5", 40000, "10.96.12.3", "10.244.1.7", "10.244.0.5"),
        Connection("172.18.0.100", 51234, "172.18.0.2", "10.244.2.9", "10.244.0.1"),
    ];

    public static CurlResult Answer { get; } = new(
        new CurlRequest { Url = "http://my-service/hostname", Count = 1 },
        [new CurlSample { Index = 0, Status = 200, Pod = "my-pod-1", Body = "my-pod-1" }],
        TimeSpan.FromSeconds(0.01));

    public static CurlSample[] Traffic { get; } =
    [
        new() { Index = 0, Status = 200, Pod = "my-pod-1", Body = "my-pod-1" },
        new() { Index = 1, Status = 503, Pod = "my-pod-2", Body = "busy" },
        new() { Index = 2, ExitCode = 7, ErrorMessage = "Failed to connect to my-service port 80: Connection refused" },
    ];

    public static DnsQuery[] Queries { get; } =
    [
        new(DateTimeOffset.UnixEpoch, new IPEndPoint(IPAddress.Parse("10.244.0.5"), 40000), false, "my-service.default.svc.cluster.local.", "A", "NOERROR", 1),
        new(DateTimeOffset.UnixEpoch, new IPEndPoint(IPAddress.Parse("10.244.0.5"), 40001), false, "nowhere.", "A", "NXDOMAIN", 0),
    ];

    public static V1Pod[] Pods { get; } = [Pod("my-pod-1", "10.244.0.5", isReady: true), Pod("my-pod-2", "10.244.1.7", isReady: false)];

    private static NodeConnection Connection(string client, ushort port, string service, string pod, string source) => new("node-1", new ConntrackEntry
    {
        Family = AddressFamily.InterNetwork, Protocol = "tcp", ProtocolNumber = 6, State = "TIME_WAIT",
        Original = new ConntrackTuple(IPAddress.Parse(client), IPAddress.Parse(service), port, 80),
        Reply = new ConntrackTuple(IPAddress.Parse(pod), IPAddress.Parse(source), 8080, port),
    });

    private static V1Pod Pod(string name, string address, bool isReady) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new V1PodSpec { NodeName = "node-1", Containers = [new V1Container { Name = "web" }] },
        Status = new V1PodStatus
        {
            Phase = "Running", PodIP = address, PodIPs = [new V1PodIP { Ip = address }],
            ContainerStatuses = [new V1ContainerStatus { Name = "web", Ready = isReady, State = new V1ContainerState { Running = new V1ContainerStateRunning() } }],
        },
    };

    private static Ruleset Count(Ruleset rules) => new(rules.Family, [.. rules.Tables.Select(table =>
        new Table(table.Name, [.. table.Chains.Select(chain => new Chain(chain.Name, [.. chain.Rules.Select((rule, index) => new Rule(rule.Matches, rule.Target)
        {
            Counters = new Counters(PacketsOf(table.Name, chain.Name, index + 1), 0),
        })], chain.Policy))]))]);

    private static ulong PacketsOf(string table, string chain, int number) => (table, chain, number) switch
    {
        ("nat", "PREROUTING", 1) => 20,
        ("nat", "OUTPUT", 1) => 312,
        ("nat", "KUBE-SERVICES", 1) => 320,
        ("nat", "KUBE-SERVICES", 2) => 4,
        ("nat", _, 2) when chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal) => 157,
        ("nat", _, 3) when chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal) => 163,
        _ => 0,
    };
}
