using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class SchedulerTests
{
    private static V1Node Node(string name, string? zone = null, Action<V1Node>? change = null)
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name, ["cpus"] = name[^1..] } },
            Spec = new V1NodeSpec(),
            Status = new V1NodeStatus(),
        };
        if (zone is not null)
        {
            node.Metadata.Labels[SliceLabels.Zone] = zone;
        }

        change?.Invoke(node);
        return node;
    }

    private static V1Pod Pod(string name, string app = "web", string? node = null, Action<V1PodSpec>? change = null)
    {
        var pod = TestCluster.NewPod(name, app, node);
        change?.Invoke(pod.Spec);
        return pod;
    }

    private static Action<V1PodSpec> Requires(string key, string op, params string[] values) => spec => spec.Affinity = new V1Affinity
    {
        NodeAffinity = new V1NodeAffinity
        {
            RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector
            {
                NodeSelectorTerms =
                [
                    new V1NodeSelectorTerm { MatchExpressions = [new V1NodeSelectorRequirement { Key = key, OperatorProperty = op, Values = values }] },
                ],
            },
        },
    };

    [Fact]
    public void Without_nodes_nothing_can_be_placed() =>
        Assert.Equal("no nodes available to schedule pods", new Scheduler([], []).Place(Pod("p")).Message);

    [Fact]
    public void A_single_node_takes_all()
    {
        var scheduler = new Scheduler([Node("node-1")], []);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal("node-1", scheduler.Place(Pod($"p{i}")).NodeName));
    }

    [Fact]
    public void Pods_of_one_kind_spread_over_zones_and_nodes()
    {
        var scheduler = new Scheduler([Node("a-1", "a"), Node("a-2", "a"), Node("b-1", "b")], [Pod("other", "db", "a-1")]);
        var places = Enumerable.Range(0, 6).Select(i => scheduler.Place(Pod($"p{i}")).NodeName);
        Assert.Equal(["a-2", "b-1", "a-1", "b-1", "a-2", "a-1"], places);
    }

    [Fact]
    public void Pods_of_one_owner_are_one_kind_whatever_their_labels()
    {
        V1Pod Owned(string name, string uid, string? node = null)
        {
            var pod = Pod(name, name, node);
            pod.Metadata.OwnerReferences = [new V1OwnerReference { Uid = uid, Controller = true }];
            return pod;
        }

        var scheduler = new Scheduler(
            [Node("node-1"), Node("node-2")], [Owned("a", "1", "node-2"), Owned("b", "2", "node-1"), Owned("c", "2", "node-1")]);
        Assert.Equal("node-1", scheduler.Place(Owned("d", "1")).NodeName);
        Assert.Equal("node-2", scheduler.Place(Owned("e", "2")).NodeName);
    }

    [Fact]
    public void Reasons_are_counted_in_the_words_of_the_scheduler()
    {
        var nodes = new[]
        {
            Node("node-1", change: node => node.Spec.Unschedulable = true),
            Node("node-2"),
            Node("node-3", change: node => node.Spec.Taints = [new V1Taint { Key = "dedicated", Value = "db", Effect = "NoSchedule" }]),
            Node("node-4"),
        };
        var decision = new Scheduler(nodes, []).Place(Pod("p", change: spec => spec.NodeSelector = new Dictionary<string, string> { ["disk"] = "ssd" }));
        Assert.Null(decision.NodeName);
        Assert.Equal(
            "0/4 nodes are available: 1 node(s) had untolerated taint {dedicated: db}, 1 node(s) were unschedulable, "
            + "2 node(s) didn't match Pod's node affinity/selector.",
            decision.Message);
    }

    [Theory]
    [InlineData("False", "not-ready")]
    [InlineData("Unknown", "unreachable")]
    public void A_node_that_is_not_ready_takes_nothing(string status, string taint)
    {
        var node = Node("node-1", change: node => node.Status.Conditions = [new V1NodeCondition { Type = "Ready", Status = status }]);
        Assert.Equal(
            $"0/1 nodes are available: 1 node(s) had untolerated taint {{node.kubernetes.io/{taint}: }}.",
            new Scheduler([node], []).Place(Pod("p")).Message);
    }

    [Fact]
    public void Tolerations_let_pods_onto_tainted_nodes()
    {
        var node = Node("node-1", change: node =>
        {
            node.Spec.Unschedulable = true;
            node.Spec.Taints = [new V1Taint { Key = "dedicated", Value = "db", Effect = "NoExecute" }];
        });
        V1Pod Tolerating(params V1Toleration[] tolerations) => Pod("p", change: spec => spec.Tolerations = tolerations);
        var everything = new V1Toleration { OperatorProperty = "Exists" };
        var cordon = new V1Toleration { Key = "node.kubernetes.io/unschedulable", OperatorProperty = "Exists", Effect = "NoSchedule" };
        Assert.NotNull(new Scheduler([node], []).Place(Tolerating(everything)).NodeName);
        Assert.NotNull(new Scheduler([node], []).Place(Tolerating(cordon, new V1Toleration { Key = "dedicated", Value = "db" })).NodeName);
        Assert.Null(new Scheduler([node], []).Place(Tolerating(cordon, new V1Toleration { Key = "dedicated", Value = "web" })).NodeName);
        Assert.Null(new Scheduler([node], []).Place(Tolerating(new V1Toleration { Key = "dedicated", Value = "db" })).NodeName);
    }

    [Fact]
    public void A_taint_to_avoid_is_only_a_wish()
    {
        var avoided = Node("node-1", change: node => node.Spec.Taints = [new V1Taint { Key = "old", Effect = "PreferNoSchedule" }]);
        Assert.Equal("node-2", new Scheduler([avoided, Node("node-2")], [Pod("a", node: "node-2")]).Place(Pod("p")).NodeName);
        Assert.Equal("node-1", new Scheduler([avoided], []).Place(Pod("p")).NodeName);
    }

    [Theory]
    [InlineData("kubernetes.io/hostname", "In", "node-2,node-3", "node-2")]
    [InlineData("kubernetes.io/hostname", "NotIn", "node-1,node-2", "node-3")]
    [InlineData("cpus", "Gt", "2", "node-3")]
    [InlineData("cpus", "Lt", "2", "node-1")]
    [InlineData("cpus", "Exists", "", "node-1")]
    [InlineData("gpu", "DoesNotExist", "", "node-1")]
    [InlineData("gpu", "Exists", "", null)]
    [InlineData("gpu", "Gt", "1", null)]
    [InlineData("kubernetes.io/hostname", "In", "node-9", null)]
    public void Required_affinity_narrows_the_nodes(string key, string op, string values, string? expected)
    {
        var list = values.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var scheduler = new Scheduler([Node("node-1"), Node("node-2"), Node("node-3")], []);
        Assert.Equal(expected, scheduler.Place(Pod("p", change: Requires(key, op, list))).NodeName);
    }

    [Theory]
    [InlineData("TCP", null, false)]
    [InlineData("UDP", null, true)]
    [InlineData("TCP", "10.0.0.1", false)]
    public void A_port_of_a_node_is_taken_once(string protocol, string? address, bool isFree)
    {
        V1Pod Taking(string name, string? node, string protocol, string? ip) => TestCluster.NewPod(
            name, node: node, ports: new V1ContainerPort { ContainerPort = 80, HostPort = 8080, Protocol = protocol, HostIP = ip });
        var decision = new Scheduler([Node("node-1")], [Taking("a", "node-1", "TCP", null)]).Place(Taking("p", null, protocol, address));
        Assert.Equal(isFree ? null : "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.", decision.Message);
    }

    [Fact]
    public void A_pod_that_cannot_be_placed_says_so_until_it_is()
    {
        var cluster = TestCluster.Start();
        cluster.Create(TestCluster.NewPod("p"));
        Assert.True(cluster.MarkUnschedulable(new("default", "p"), "0/1 nodes are available: 1 node(s) were unschedulable."));
        Assert.False(cluster.MarkUnschedulable(new("default", "p"), "0/1 nodes are available: 1 node(s) were unschedulable."));
        var condition = Assert.Single(cluster.Get<V1Pod>("default", "p")!.Status.Conditions);
        Assert.Equal(
            ("PodScheduled", "False", "Unschedulable", "0/1 nodes are available: 1 node(s) were unschedulable."),
            (condition.Type, condition.Status, condition.Reason, condition.Message));
        cluster.BindPod(new("default", "p"), "node-1");
        condition = Assert.Single(cluster.Get<V1Pod>("default", "p")!.Status.Conditions);
        Assert.Equal(("True", null, null), (condition.Status, condition.Reason, condition.Message));
        Assert.False(cluster.MarkUnschedulable(new("default", "p"), "again"));
        Assert.Equal(
            ["Normal Scheduled: Successfully assigned default/p to node-1", "Warning FailedScheduling: 0/1 nodes are available: 1 node(s) were unschedulable."],
            cluster.List<Corev1Event>().Select(recorded => $"{recorded.Type} {recorded.Reason}: {recorded.Message}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_node_gets_the_taints_of_its_condition()
    {
        var cluster = TestCluster.Start();
        cluster.Create(Node("node-1"));
        string Taints() => string.Join(' ', (cluster.Get<V1Node>("", "node-1")!.Spec.Taints ?? []).Select(taint => $"{taint.Key}:{taint.Effect}"));
        void SetReady(string status) => cluster.UpdateStatus<V1Node>(
            "", "node-1", node => node.Status.Conditions = [new V1NodeCondition { Type = "Ready", Status = status }]);
        SetReady("Unknown");
        Assert.Equal("node.kubernetes.io/unreachable:NoSchedule node.kubernetes.io/unreachable:NoExecute", Taints());
        SetReady("False");
        Assert.Equal("node.kubernetes.io/not-ready:NoSchedule node.kubernetes.io/not-ready:NoExecute", Taints());
        SetReady("True");
        Assert.Equal("", Taints());
    }
}
