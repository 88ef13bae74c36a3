using Learn.Cluster;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Tests.Manifests;

public sealed class LabManifestTests
{
    [Fact]
    public void A_manifest_without_a_lab_says_nothing_of_it()
    {
        var manifest = LabManifest.Read("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");

        Assert.Null(manifest.Options);
        Assert.Single(manifest.Objects.Objects);
    }

    [Fact]
    public void An_empty_lab_is_the_default_lab()
    {
        var options = LabManifest.Read("apiVersion: learn/v1\nkind: Lab\n").Options!;

        Assert.Equal("node-1", Assert.Single(options.Nodes).Name);
        Assert.Equal([IpFamily.IPv4], options.Addresses.Families);
        Assert.True(options.ClusterDns);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var options = LabManifest.Read("""
            apiVersion: learn/v1
            kind: Lab
            metadata:
              name: zones
            spec:
              nodes:
              - name: left
                zone: a
                labels: {disk: ssd}
              - zone: b
              clients: [client, stranger]
              ipFamilies: [IPv6, IPv4]
              podCIDRs: [10.20.0.0/16]
              serviceCIDRs: [10.21.0.0/16, "fd00:99::/112"]
              nodeCIDRs: [192.168.0.0/16]
              loadBalancerCIDRs: [198.51.100.0/24]
              iptablesBackend: legacy
              clusterDns: false
              nodeMonitorGracePeriod: 2s
              healthCheckPeriod: 500ms
              crashBackoff: 1s
              patience: 1m
              seed: 7
            ---
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            iptables: {masqueradeAll: true}
            """).Options!;

        Assert.Equal("zones", options.Name);
        Assert.Equal(["left a", "node-2 b"], options.Nodes.Select(node => $"{node.Name} {node.Zone}"));
        Assert.Equal("ssd", options.Nodes[0].Labels["disk"]);
        Assert.Equal(["client", "stranger"], options.Clients);
        Assert.Equal([IpFamily.IPv6, IpFamily.IPv4], options.Addresses.Families);
        Assert.Equal("10.20.1.0/24", options.Addresses.PodCidrs(1)[1].ToString());
        Assert.Equal("fd00:99::/112", options.Addresses.Ranges[0].Services.ToString());
        Assert.Equal("192.168.0.2", options.Addresses.Node(0)[1].ToString());
        Assert.Equal("198.51.100.0/24", options.Addresses.Ranges[1].LoadBalancers.ToString());
        Assert.Equal(IptablesBackend.Legacy, options.World!.IptablesBackend);
        Assert.False(options.ClusterDns);
        Assert.Equal([2000, 500, 1000, 60000], new[] { options.NodeMonitorGracePeriod, options.HealthCheckPeriod, options.CrashBackoff, options.Patience }.Select(time => (int)time.TotalMilliseconds));
        Assert.Equal(7, options.Seed);
        Assert.True(options.KubeProxy!.Iptables.MasqueradeAll);
    }

    [Theory]
    [InlineData("spec: {nodeCount: 0}", "spec.nodeCount: must be between 1 and 250, inclusive")]
    [InlineData("spec: {nodeCount: 2, nodes: [{name: a}]}", "it says 2, but 1 nodes are listed")]
    [InlineData("spec: {nodes: [{name: Node_1}]}", "\"Node_1\" cannot be the name of a node or client")]
    [InlineData("spec: {nodes: [{name: a}, {name: a}]}", "Two hosts are called \"a\"")]
    [InlineData("spec: {clients: [toolbox]}", "give the client another name")]
    [InlineData("spec: {ipFamilies: [ipv4]}", "\"ipv4\" is not IPv4 or IPv6")]
    [InlineData("spec: {podCIDRs: [10.1.0.0/24]}", "10.1.0.0/24 is too small: each node gets a /24 of it")]
    [InlineData("spec: {podCIDRs: [10.1.0.0/99]}", "is not a network such as 10.244.0.0/16")]
    [InlineData("spec: {iptablesBackend: ipvs}", "\"ipvs\" is not nft or legacy")]
    [InlineData("spec: {patience: soon}", "\"soon\" is not a duration such as 500ms, 30s or 2m")]
    [InlineData("spec: {replicas: 3}", "unknown field")]
    [InlineData("spec: {nodeCount: three}", "spec.nodeCount")]
    public void Mistakes_are_told_with_their_field(string line, string message)
    {
        var error = Assert.Throws<ManifestException>(() => LabManifest.Read($"apiVersion: learn/v1\nkind: Lab\n{line}\n", "lab.yaml"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("lab.yaml, document 1, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_lab_is_enough()
    {
        var error = Assert.Throws<ManifestException>(() => LabManifest.Read("apiVersion: learn/v1\nkind: Lab\n---\napiVersion: learn/v1\nkind: Lab\n"));

        Assert.Contains("document 2", error.Message, StringComparison.Ordinal);
    }
}
