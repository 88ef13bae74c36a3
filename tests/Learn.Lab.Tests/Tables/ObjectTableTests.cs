using k8s.Models;
using Learn.Cluster;

namespace Learn.Tests.Tables;

/// <summary>The tables of kubectl get, held against what kubectl prints for the same objects, character by character.</summary>
public sealed class ObjectTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pods_with_their_restarts() => AssertTable(
        """
        NAME                       READY   STATUS    RESTARTS       AGE
        coredns-7db6d8ff4d-7kb9x   1/1     Running   2 (131m ago)   4d21h
        coredns-7db6d8ff4d-gkp5z   1/1     Running   0              22h
        """,
        ObjectTable.Of(ResourceKind.Pod, [Pod("coredns-7db6d8ff4d-7kb9x", Hours(117), restarts: 2, restarted: Minutes(131)), Pod("coredns-7db6d8ff4d-gkp5z", Hours(22))], Now));

    [Fact]
    public void Pods_in_wide()
    {
        var pod = Pod("httpd-ethukok", Hours(22));
        pod.Spec.NodeName = "lima-rancher-desktop";
        pod.Status.PodIP = "10.42.0.10";
        AssertTable(
            """
            NAME            READY   STATUS    RESTARTS   AGE   IP           NODE                   NOMINATED NODE   READINESS GATES
            httpd-ethukok   1/1     Running   0          22h   10.42.0.10   lima-rancher-desktop   <none>           <none>
            """,
            ObjectTable.Of(ResourceKind.Pod, [pod], Now, wide: true));
    }

    [Fact]
    public void Pods_of_all_namespaces() => AssertTable(
        """
        NAMESPACE     NAME   READY   STATUS    RESTARTS   AGE
        kube-system   a      1/1     Running   0          5s
        """,
        ObjectTable.Of(ResourceKind.Pod, [Pod("a", TimeSpan.FromSeconds(5), ns: "kube-system")], Now, showsNamespaces: true));

    [Fact]
    public void Several_kinds_have_their_kind_before_the_name() => Assert.StartsWith(
        "NAME    READY   STATUS",
        ObjectTable.Of(ResourceKind.Pod, [Pod("a", TimeSpan.Zero)], Now, showsKinds: true).ToString(),
        StringComparison.Ordinal);

    public static TheoryData<string, Action<V1Pod>> Phrases => new()
    {
        { "0/1 Pending", pod => pod.Status = new V1PodStatus { Phase = "Pending" } },
        { "0/1 ContainerCreating", pod => Container(pod).State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "ContainerCreating" } } },
        { "0/1 CrashLoopBackOff", pod => Container(pod).State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = "CrashLoopBackOff" } } },
        { "0/1 Error", pod => Container(pod).State = new V1ContainerState { Terminated = new V1ContainerStateTerminated { Reason = "Error", ExitCode = 1 } } },
        { "0/1 ExitCode:3", pod => Container(pod).State = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 3 } } },
        { "0/1 Signal:9", pod => Container(pod).State = new V1ContainerState { Terminated = new V1ContainerStateTerminated { ExitCode = 137, Signal = 9 } } },
        { "0/1 Running", pod => Container(pod).Ready = false },
        { "1/1 Terminating", pod => pod.Metadata.DeletionTimestamp = Now.UtcDateTime },
        {
            "1/1 Unknown", pod =>
            {
                pod.Metadata.DeletionTimestamp = Now.UtcDateTime;
                pod.Status.Reason = "NodeLost";
            }
        },
        { "1/1 Evicted", pod => pod.Status.Reason = "Evicted" },
        {
            "0/1 Init:0/2", pod =>
            {
                pod.Spec.InitContainers = [new V1Container { Name = "one" }, new V1Container { Name = "two" }];
                pod.Status.InitContainerStatuses = [new V1ContainerStatus { Name = "one", State = new V1ContainerState { Running = new V1ContainerStateRunning() } }];
                pod.Status.ContainerStatuses = [];
            }
        },
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void The_status_of_a_pod_is_said_in_kubectls_words(string expected, Action<V1Pod> change)
    {
        var pod = Pod("a", TimeSpan.Zero);
        change(pod);
        var row = ObjectTable.Of(ResourceKind.Pod, [pod], Now).Rows[0];
        Assert.Equal(expected, $"{row[1]} {row[2]}");
    }

    [Fact]
    public void Services_of_each_type() => AssertTable(
        """
        NAME       TYPE           CLUSTER-IP     EXTERNAL-IP               PORT(S)                  AGE
        balanced   LoadBalancer   10.96.3.4      192.0.2.1,198.51.100.32   80:30080/TCP             5m
        external   ExternalName   <none>         db.example.com            <none>                   5m
        headless   ClusterIP      None           <none>                    80/TCP                   5m
        kube-dns   ClusterIP      10.96.0.10     <none>                    53/UDP,53/TCP,9153/TCP   5m
        node       NodePort       10.96.10.100   192.0.2.9                 80:30001/TCP             5m
        pending    LoadBalancer   10.96.3.5      <pending>                 80:30082/TCP             5m
        """,
        ObjectTable.Of(
            ResourceKind.Service,
            [
                Service("balanced", "LoadBalancer", "10.96.3.4", [Port(80, "TCP", 30080)], service =>
                {
                    service.Spec.ExternalIPs = ["198.51.100.32"];
                    service.Status = new V1ServiceStatus { LoadBalancer = new V1LoadBalancerStatus { Ingress = [new V1LoadBalancerIngress { Ip = "192.0.2.1" }] } };
                }),
                Service("external", "ExternalName", null, [], service => service.Spec.ExternalName = "db.example.com"),
                Service("headless", "ClusterIP", "None", [Port(80, "TCP")]),
                Service("kube-dns", "ClusterIP", "10.96.0.10", [Port(53, "UDP"), Port(53, "TCP"), Port(9153, "TCP")]),
                Service("node", "NodePort", "10.96.10.100", [Port(80, "TCP", 30001)], service => service.Spec.ExternalIPs = ["192.0.2.9"]),
                Service("pending", "LoadBalancer", "10.96.3.5", [Port(80, "TCP", 30082)]),
            ],
            Now));

    [Fact]
    public void Services_in_wide_have_their_selector() => AssertTable(
        """
        NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR
        a      ClusterIP   10.96.0.1    <none>        80/TCP    5m    app=web,tier=front
        b      ClusterIP   10.96.0.2    <none>        80/TCP    5m    <none>
        """,
        ObjectTable.Of(
            ResourceKind.Service,
            [
                Service("a", "ClusterIP", "10.96.0.1", [Port(80, "TCP")], service => service.Spec.Selector = new Dictionary<string, string> { ["tier"] = "front", ["app"] = "web" }),
                Service("b", "ClusterIP", "10.96.0.2", [Port(80, "TCP")]),
            ],
            Now,
            wide: true));

    [Fact]
    public void Endpoint_slices_show_three_of_many() => AssertTable(
        """
        NAME        ADDRESSTYPE   PORTS       ENDPOINTS                                      AGE
        web-abcde   IPv4          8080,http   10.244.0.5,10.244.0.6,10.244.0.7 + 2 more...   10m
        web-empty   IPv4          <unset>     <unset>                                        10m
        """,
        ObjectTable.Of(
            ResourceKind.EndpointSlice,
            [
                new V1EndpointSlice
                {
                    Metadata = Meta("web-abcde", Minutes(10)),
                    AddressType = "IPv4",
                    Ports = [new Discoveryv1EndpointPort { Port = 8080 }, new Discoveryv1EndpointPort { Name = "http" }],
                    Endpoints = [.. Enumerable.Range(5, 5).Select(number => new V1Endpoint { Addresses = [$"10.244.0.{number}"] })],
                },
                new V1EndpointSlice { Metadata = Meta("web-empty", Minutes(10)), AddressType = "IPv4" },
            ],
            Now));

    [Fact]
    public void Nodes() => AssertTable(
        """
        NAME            STATUS                     ROLES           AGE   VERSION
        control-plane   Ready                      control-plane   23h   v1.30.3
        worker-1        Ready,SchedulingDisabled   <none>          22h   v1.30.3
        worker-2        NotReady                   <none>          22h   v1.30.3
        worker-3        Unknown                    <none>          22h   v1.30.3
        """,
        ObjectTable.Of(
            ResourceKind.Node,
            [
                Node("control-plane", Hours(23), "True", node => node.Metadata.Labels = new Dictionary<string, string> { ["node-role.kubernetes.io/control-plane"] = "" }),
                Node("worker-1", Hours(22), "True", node => node.Spec.Unschedulable = true),
                Node("worker-2", Hours(22), "Unknown"),
                Node("worker-3", Hours(22), null),
            ],
            Now));

    [Fact]
    public void Deployments_in_wide() => AssertTable(
        """
        NAME      READY   UP-TO-DATE   AVAILABLE   AGE     CONTAINERS   IMAGES           SELECTOR
        coredns   1/2     2            1           4d21h   coredns,x    coredns:1.11,y   k8s-app=kube-dns
        """,
        ObjectTable.Of(
            ResourceKind.Deployment,
            [
                new V1Deployment
                {
                    Metadata = Meta("coredns", Hours(117)),
                    Spec = new V1DeploymentSpec
                    {
                        Replicas = 2,
                        Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns" } },
                        Template = new V1PodTemplateSpec { Spec = new V1PodSpec { Containers = [new V1Container { Name = "coredns", Image = "coredns:1.11" }, new V1Container { Name = "x", Image = "y" }] } },
                    },
                    Status = new V1DeploymentStatus { ReadyReplicas = 1, UpdatedReplicas = 2, AvailableReplicas = 1 },
                },
            ],
            Now,
            wide: true));

    [Fact]
    public void Replica_sets() => AssertTable(
        """
        NAME                 DESIRED   CURRENT   READY   AGE
        coredns-7db6d8ff4d   2         2         1       4d21h
        """,
        ObjectTable.Of(
            ResourceKind.ReplicaSet,
            [
                new V1ReplicaSet
                {
                    Metadata = Meta("coredns-7db6d8ff4d", Hours(117)),
                    Spec = new V1ReplicaSetSpec { Replicas = 2, Selector = new V1LabelSelector() },
                    Status = new V1ReplicaSetStatus { Replicas = 2, ReadyReplicas = 1 },
                },
            ],
            Now));

    [Fact]
    public void Namespaces() => AssertTable(
        """
        NAME              STATUS   AGE
        default           Active   24h
        kube-node-lease   Active   24h
        """,
        ObjectTable.Of(
            ResourceKind.Namespace,
            [
                new V1Namespace { Metadata = Meta("default", Hours(24)), Status = new V1NamespaceStatus { Phase = "Active" } },
                new V1Namespace { Metadata = Meta("kube-node-lease", Hours(24)), Status = new V1NamespaceStatus { Phase = "Active" } },
            ],
            Now));

    [Fact]
    public void Narrow_columns_are_six_wide_and_long_texts_show_their_first_line()
    {
        var table = new TextTable("a", "b");
        table.Add("1", "two\nlines");
        table.Add("äöü", "");

        Assert.Equal("A     B\n1     two...\näöü   ", table.ToString());
    }

    private static void AssertTable(string expected, TextTable actual) => Assert.Equal(expected.ReplaceLineEndings("\n"), actual.ToString());

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    private static V1ObjectMeta Meta(string name, TimeSpan age, string ns = "default")
        => new() { Name = name, NamespaceProperty = ns, CreationTimestamp = (Now - age).UtcDateTime };

    private static V1Pod Pod(string name, TimeSpan age, int restarts = 0, TimeSpan? restarted = null, string ns = "default") => new()
    {
        Metadata = Meta(name, age, ns),
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "c" }] },
        Status = new V1PodStatus
        {
            Phase = "Running",
            ContainerStatuses =
            [
                new V1ContainerStatus
                {
                    Name = "c",
                    Ready = true,
                    RestartCount = restarts,
                    State = new V1ContainerState { Running = new V1ContainerStateRunning() },
                    LastState = restarted is { } ago ? new V1ContainerState { Terminated = new V1ContainerStateTerminated { FinishedAt = (Now - ago).UtcDateTime } } : null,
                },
            ],
        },
    };

    private static V1ContainerStatus Container(V1Pod pod)
    {
        pod.Status.ContainerStatuses[0].Ready = false;
        return pod.Status.ContainerStatuses[0];
    }

    private static V1Service Service(string name, string type, string? address, IList<V1ServicePort> ports, Action<V1Service>? change = null)
    {
        var service = new V1Service { Metadata = Meta(name, Minutes(5)), Spec = new V1ServiceSpec { Type = type, Ports = ports, ClusterIPs = address is null ? null : [address] } };
        change?.Invoke(service);
        return service;
    }

    private static V1ServicePort Port(int port, string protocol, int? nodePort = null) => new() { Port = port, Protocol = protocol, NodePort = nodePort };

    private static V1Node Node(string name, TimeSpan age, string? ready, Action<V1Node>? change = null)
    {
        var node = new V1Node
        {
            Metadata = Meta(name, age),
            Spec = new V1NodeSpec(),
            Status = new V1NodeStatus
            {
                Conditions = ready is null ? [] : [new V1NodeCondition { Type = "Ready", Status = ready }],
                NodeInfo = new V1NodeSystemInfo { KubeletVersion = "v1.30.3" },
            },
        };
        change?.Invoke(node);
        return node;
    }
}
