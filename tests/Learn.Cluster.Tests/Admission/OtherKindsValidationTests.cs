using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class OtherKindsValidationTests
{
    private const string Slice = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\n";
    private const string Node = "apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\n";

    private readonly ClusterApi cluster = TestCluster.Start();

    [Theory]
    [InlineData("endpoints: []", "addressType: Required value")]
    [InlineData("addressType: ipv4", "addressType: Unsupported value: \"ipv4\": supported values: \"FQDN\", \"IPv4\", \"IPv6\"")]
    [InlineData("addressType: IPv4\nendpoints: [{}]", "endpoints[0].addresses: Required value: must contain at least 1 address")]
    [InlineData("addressType: IPv4\nendpoints: [{addresses: ['fd00::1']}]", "endpoints[0].addresses[0]: Invalid value: \"fd00::1\": must be a valid IPv4 address")]
    [InlineData("addressType: IPv6\nendpoints: [{addresses: [10.0.0.1]}]", "endpoints[0].addresses[0]: Invalid value: \"10.0.0.1\": must be a valid IPv6 address")]
    [InlineData("addressType: IPv4\nendpoints: [{addresses: [127.0.0.1]}]", "endpoints[0].addresses[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range (127.0.0.0/8, ::1/128)")]
    [InlineData("addressType: FQDN\nendpoints: [{addresses: [localhost]}]", "endpoints[0].addresses[0]: Invalid value: \"localhost\": should be a domain with at least two segments separated by dots")]
    [InlineData("addressType: IPv4\nports: [{port: 80}, {port: 81}]", "ports[1].name: Duplicate value: \"\"")]
    [InlineData("addressType: IPv4\nports: [{port: 80, protocol: tcp}]", "ports[0].protocol: Unsupported value: \"tcp\": supported values: \"SCTP\", \"TCP\", \"UDP\"")]
    [InlineData("addressType: IPv4\nendpoints: [{addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: a}]}}]", "endpoints[0].hints.forZones[1].name: Duplicate value: \"a\"")]
    public void A_slice_that_the_api_server_refuses_is_refused(string fields, string expected) =>
        Assert.Equal([expected], cluster.Refuse($"{Slice}{fields}\n"));

    [Fact]
    public void The_address_type_of_a_slice_does_not_change()
    {
        cluster.Apply(Slice + "addressType: IPv4\n");
        Assert.Equal(["addressType: Invalid value: \"IPv6\": field is immutable"], cluster.Refuse(Slice + "addressType: IPv6\n"));
    }

    [Fact]
    public void The_generation_of_a_slice_counts_its_changes()
    {
        cluster.Apply(Slice + "addressType: IPv4\n");
        cluster.Apply(Slice + "addressType: IPv4\nendpoints: [{addresses: [10.0.0.1]}]\n");
        Assert.Equal(2, cluster.Get<V1EndpointSlice>("default", "a")!.Metadata.Generation);
    }

    [Theory]
    [InlineData("podCIDRs: [10.244.0.0]", "spec.podCIDRs[0]: Invalid value: \"10.244.0.0\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
    [InlineData("podCIDRs: [10.244.0.0/24, 10.244.1.0/24]", "spec.podCIDRs: Invalid value: []string{\"10.244.0.0/24\", \"10.244.1.0/24\"}: may specify no more than one CIDR for each IP family")]
    [InlineData("taints: [{key: a, effect: Never}]", "metadata.taints[0].effect: Unsupported value: \"Never\": supported values: \"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\"")]
    public void A_node_that_the_api_server_refuses_is_refused(string spec, string expected) =>
        Assert.Equal([expected], cluster.Refuse($"{Node}spec: {{{spec}}}\n"));

    [Fact]
    public void The_range_of_a_node_does_not_change_once_it_is_set()
    {
        cluster.Apply(Node);
        cluster.Apply(Node + "spec: {podCIDR: 10.244.0.0/24}\n");
        Assert.Equal(["10.244.0.0/24"], cluster.Get<V1Node>("", "node-1")!.Spec.PodCIDRs);
        Assert.Contains(
            "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" to valid",
            cluster.Refuse(Node + "spec: {podCIDRs: [10.244.1.0/24]}\n"));
    }

    [Fact]
    public void A_node_has_no_namespace() => Assert.Equal(
        ["metadata.namespace: Forbidden: not allowed on this type"],
        cluster.Refuse("apiVersion: v1\nkind: Node\nmetadata: {name: node-1, namespace: default}\n"));

    [Fact]
    public void The_name_of_a_namespace_is_a_label() => Assert.Equal(
        ["metadata.name: Invalid value: \"a.b\": must not contain dots"],
        cluster.Refuse("apiVersion: v1\nkind: Namespace\nmetadata: {name: a.b}\n"));

    [Fact]
    public void A_namespace_is_active_and_carries_its_name_as_a_label()
    {
        cluster.Apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        var space = cluster.Get<V1Namespace>("", "shop")!;
        Assert.Equal(("Active", "shop"), (space.Status.Phase, space.Metadata.Labels["kubernetes.io/metadata.name"]));
    }
}
