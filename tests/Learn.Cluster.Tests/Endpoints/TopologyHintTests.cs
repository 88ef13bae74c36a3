using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class TopologyHintTests
{
    private ClusterApi cluster = TestCluster.Start();
    private int pods;

    private void AddNode(string name, string? zone, string? cpu = "2", string ready = "True", string role = "worker")
    {
        var labels = new Dictionary<string, string> { [$"node-role.kubernetes.io/{role}"] = "" };
        if (zone is not null)
        {
            labels[SliceLabels.Zone] = zone;
        }

        cluster.Create(new V1Node
        {
            Metadata = new V1ObjectMeta { Name = name, Labels = labels },
            Status = new V1NodeStatus
            {
                Allocatable = cpu is null ? null : new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu) },
                Conditions = [new V1NodeCondition { Type = "Ready", Status = ready }],
            },
        });
    }

    private void AddService(string? annotation = "service.kubernetes.io/topology-mode", string mode = "Auto", string? distribution = null)
    {
        var service = TestCluster.NewService("a");
        service.Metadata.Annotations = annotation is null ? null : new Dictionary<string, string> { [annotation] = mode };
        service.Spec.TrafficDistribution = distribution;
        cluster.Create(service);
    }

    private string AddPod(string node, bool ready = true)
    {
        var name = $"p{++pods}";
        cluster.Create(TestCluster.NewPod(name, node: node));
        cluster.Run(name, $"10.244.0.{pods}", ready);
        return name;
    }

    private void AddThreeZones()
    {
        AddNode("node-a", "a");
        AddNode("node-b", "b");
        AddNode("node-c", "c");
    }

    /// <summary>Each endpoint with its hints: <c>p1:a p2:-</c>.</summary>
    private string Hints() => string.Join(' ', cluster.List<V1EndpointSlice>().SelectMany(slice => slice.Endpoints)
        .Select(endpoint => $"{endpoint.TargetRef.Name}:{string.Join('+', endpoint.Hints?.ForZones?.Select(zone => zone.Name) ?? ["-"])}")
        .Order(StringComparer.Ordinal));

    private IEnumerable<string> Events() => EventTable.Sort(cluster.List<Corev1Event>())
        .Where(recorded => recorded.InvolvedObject.Kind == "Service").Select(recorded => $"{recorded.Type} {recorded.Reason} {recorded.Message}");

    [Theory]
    [InlineData("service.kubernetes.io/topology-mode", "Auto")]
    [InlineData("service.kubernetes.io/topology-mode", "auto")]
    [InlineData("service.kubernetes.io/topology-aware-hints", "auto")]
    public void Equal_zones_keep_their_endpoints_to_themselves(string annotation, string mode)
    {
        AddThreeZones();
        AddService(annotation, mode);
        AddPod("node-a");
        AddPod("node-b");
        Assert.Equal("p1:- p2:-", Hints());
        AddPod("node-c");
        Assert.Equal("p1:a p2:b p3:c", Hints());
        Assert.Equal(
            [
                "Warning TopologyAwareHintsDisabled Insufficient number of endpoints (0 endpoints, 3 zones), addressType: IPv4",
                "Warning TopologyAwareHintsDisabled Insufficient number of endpoints (1 endpoints, 3 zones), addressType: IPv4",
                "Warning TopologyAwareHintsDisabled Insufficient number of endpoints (2 endpoints, 3 zones), addressType: IPv4",
                "Normal TopologyAwareHintsEnabled Topology Aware Hints has been enabled, addressType: IPv4",
            ],
            Events());
    }

    [Theory]
    [InlineData("service.kubernetes.io/topology-mode", "Disabled")]
    [InlineData("service.kubernetes.io/topology-mode", "AUTO")]
    [InlineData("topology-mode", "Auto")]
    public void Other_values_ask_for_nothing(string annotation, string mode)
    {
        AddThreeZones();
        AddService(annotation, mode);
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-c");
        Assert.Equal("p1:- p2:- p3:-", Hints());
        Assert.Empty(Events());
    }

    [Fact]
    public void A_zone_without_endpoints_borrows_some()
    {
        AddThreeZones();
        AddService();
        for (var i = 0; i < 3; i++)
        {
            AddPod("node-a");
            AddPod("node-b");
        }

        Assert.Equal("p1:c p2:c p3:a p4:b p5:a p6:b", Hints());
    }

    [Fact]
    public void Larger_zones_get_more_endpoints()
    {
        AddNode("node-a", "a", "6");
        AddNode("node-b", "b", "2");
        AddService();
        for (var i = 0; i < 4; i++)
        {
            AddPod("node-a");
            AddPod("node-b");
        }

        // Six of eight belong to zone a; two of the pods of zone b serve there.
        Assert.Equal(6, Hints().Split(' ').Count(hint => hint.EndsWith(":a", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, "2", "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes")]
    [InlineData("c", null, "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes")]
    public void A_node_without_zone_or_cpu_ends_the_hints(string? zone, string? cpu, string why)
    {
        AddNode("node-a", "a");
        AddNode("node-b", "b");
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        Assert.Equal("p1:a p2:b", Hints());
        AddNode("node-c", zone, cpu);
        Assert.Equal("p1:- p2:-", Hints());
        Assert.Equal($"Warning TopologyAwareHintsDisabled {why}, addressType: IPv4", Events().Last());
        cluster.Delete<V1Node>("", "node-c");
        Assert.Equal("p1:a p2:b", Hints());
    }

    [Theory]
    [InlineData("worker", "False")]
    [InlineData("control-plane", "True")]
    public void Nodes_that_take_no_part_do_not_matter(string role, string ready)
    {
        AddNode("node-a", "a");
        AddNode("node-b", "b");
        AddNode("node-c", null, null, ready, role);
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        Assert.Equal("p1:a p2:b", Hints());
    }

    [Fact]
    public void Shares_that_cannot_be_met_without_overload_end_the_hints()
    {
        AddNode("node-a", "a", "10");
        AddNode("node-b", "b", "1");
        AddNode("node-c", "c", "1");
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-c");
        Assert.Equal("p1:- p2:- p3:-", Hints());
        Assert.Equal(
            "Warning TopologyAwareHintsDisabled Unable to allocate minimum required endpoints to each zone without exceeding overload threshold "
            + "(3 endpoints, 3 zones), addressType: IPv4",
            Events().Last());
    }

    [Fact]
    public void Endpoints_that_are_not_ready_have_no_hints()
    {
        AddThreeZones();
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-c");
        AddPod("node-c", ready: false);
        Assert.Equal("p1:a p2:b p3:c p4:-", Hints());
        cluster.Run("p3", "10.244.0.3", ready: false);
        Assert.Equal("p1:- p2:- p3:- p4:-", Hints());
    }

    [Fact]
    public void An_endpoint_without_a_zone_ends_the_hints()
    {
        AddNode("node-a", "a");
        AddNode("node-b", "b");
        AddNode("node-c", null, ready: "False");
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-a");
        AddPod("node-c");
        Assert.Equal("p1:- p2:- p3:- p4:-", Hints());
        Assert.Equal(
            "Warning TopologyAwareHintsDisabled One or more endpoints do not have a zone specified, addressType: IPv4", Events().Last());
    }

    [Fact]
    public void Without_the_annotation_the_hints_go()
    {
        AddThreeZones();
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-c");
        cluster.Update<V1Service>("default", "a", service => service.Metadata.Annotations = null);
        Assert.Equal("p1:- p2:- p3:-", Hints());
        Assert.Equal(
            "Warning TopologyAwareHintsDisabled Topology Aware Hints has been disabled, addressType: IPv4", Events().Last());
    }

    [Fact]
    public void Prefer_close_means_the_own_zone_however_few_there_are()
    {
        AddThreeZones();
        AddNode("node-d", null);
        AddService(null, distribution: "PreferClose");
        AddPod("node-a");
        AddPod("node-a");
        AddPod("node-b", ready: false);
        AddPod("node-d");
        Assert.Equal("p1:a p2:a p3:- p4:-", Hints());
        cluster.Update<V1Service>("default", "a", service => service.Spec.TrafficDistribution = null);
        Assert.Equal("p1:- p2:- p3:- p4:-", Hints());
        Assert.Empty(Events());
    }

    [Fact]
    public void The_annotation_wins_over_the_distribution()
    {
        AddThreeZones();
        AddService(distribution: "PreferClose");
        AddPod("node-a");
        Assert.Equal("p1:-", Hints());
    }

    [Fact]
    public void Nothing_is_written_when_nothing_changes()
    {
        AddThreeZones();
        AddService();
        AddPod("node-a");
        AddPod("node-b");
        AddPod("node-c");
        var before = cluster.OnlySlice().Metadata;
        cluster.Update<V1Pod>("default", "p1", pod => pod.Metadata.Labels["more"] = "x");
        cluster.Update<V1Node>("", "node-a", node => node.Metadata.Labels["more"] = "x");
        Assert.Equal(before.ResourceVersion, cluster.OnlySlice().Metadata.ResourceVersion);
    }

    [Fact]
    public void Many_slices_share_the_allocation()
    {
        cluster = TestCluster.Start(new ClusterOptions { MaxEndpointsPerSlice = 2 });
        AddThreeZones();
        AddService();
        for (var i = 0; i < 9; i++)
        {
            AddPod($"node-{"aab"[i % 3]}");
        }

        var shares = Hints().Split(' ').GroupBy(hint => hint[^1]).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(9, shares.Values.Sum());
        Assert.All("abc", zone => Assert.InRange(shares[zone], 3, 4));
    }
}
