using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class ServiceUpdateTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    private V1ServiceSpec Spec => cluster.Get<V1Service>("default", "a")!.Spec;

    [Theory]
    [InlineData("clusterIP: 10.96.0.10\nports: [{port: 80}]", "clusterIP: 10.96.0.11\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: []string{\"10.96.0.11\"}: may not change once set")]
    [InlineData("clusterIP: 10.96.0.10\nports: [{port: 80}]", "clusterIP: None\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: []string{\"None\"}: may not change once set")]
    [InlineData("type: LoadBalancer\nloadBalancerClass: x/a\nports: [{port: 80}]", "type: LoadBalancer\nloadBalancerClass: x/b\nports: [{port: 80}]", "spec.loadBalancerClass: Invalid value: \"x/b\": may not change once set")]
    [InlineData("type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 30100\nports: [{port: 80}]", "type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 30101\nports: [{port: 80}]", "spec.healthCheckNodePort: Forbidden: field is immutable")]
    public void What_may_not_change_is_refused(string before, string after, string expected)
    {
        cluster.Apply(TestCluster.Service("a", before));
        var dump = cluster.Dump();
        Assert.Equal([expected], cluster.Refuse(TestCluster.Service("a", after)));
        Assert.Equal(dump, cluster.Dump());
    }

    [Fact]
    public void A_node_port_service_becomes_internal_and_its_port_is_free_again()
    {
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nports: [{port: 80, nodePort: 30080}]"));
        cluster.Apply(TestCluster.Service("a", "type: ClusterIP\nports: [{port: 80}]"));
        Assert.Null(Spec.Ports[0].NodePort);
        Assert.Null(Spec.ExternalTrafficPolicy);
        cluster.Apply(TestCluster.Service("b", "type: NodePort\nports: [{port: 80, nodePort: 30080}]"));
    }

    [Fact]
    public void An_allocated_node_port_stays_when_the_manifest_does_not_name_it()
    {
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nports: [{port: 80}]"));
        var allocated = Spec.Ports[0].NodePort;
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nports: [{port: 80}]\nsessionAffinity: ClientIP"));
        Assert.Equal(allocated, Spec.Ports[0].NodePort);
        Assert.Equal("LoadBalancer", Spec.Type);
    }

    [Fact]
    public void A_replaced_service_keeps_its_node_port_by_the_name_of_the_port()
    {
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nports: [{name: http, port: 80}]"));
        var allocated = Spec.Ports[0].NodePort;
        cluster.Update(new V1Service
        {
            Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "default" },
            Spec = new V1ServiceSpec { Type = "NodePort", Ports = [new V1ServicePort { Name = "http", Port = 8080 }] },
        });
        Assert.Equal((8080, allocated), (Spec.Ports[0].Port, Spec.Ports[0].NodePort));
    }

    [Fact]
    public void A_service_gives_up_its_address_to_become_an_external_name_and_gets_one_again()
    {
        cluster.Apply(TestCluster.Service("a", "clusterIP: 10.96.0.10\nports: [{port: 80}]"));
        cluster.Apply(TestCluster.Service("a", "type: ExternalName\nexternalName: example.com\nports: [{port: 80}]"));
        Assert.Null(Spec.ClusterIP);
        cluster.Apply(TestCluster.Service("b", "clusterIP: 10.96.0.10\nports: [{port: 80}]"));
        cluster.Apply(TestCluster.Service("a", "ports: [{port: 80}]"));
        Assert.NotNull(Spec.ClusterIP);
        Assert.NotEqual("10.96.0.10", Spec.ClusterIP);
    }

    [Fact]
    public void The_health_check_port_is_given_back_with_the_local_policy()
    {
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nexternalTrafficPolicy: Local\nports: [{port: 80}]"));
        var port = Spec.HealthCheckNodePort!.Value;
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nexternalTrafficPolicy: Cluster\nports: [{port: 80}]"));
        Assert.Null(Spec.HealthCheckNodePort);
        cluster.Apply(TestCluster.Service("b", $"type: NodePort\nports: [{{port: 80, nodePort: {port}}}]"));
    }

    [Fact]
    public void A_service_is_upgraded_to_dual_stack_and_back()
    {
        var dual = TestCluster.Start(ClusterOptions.DualStack);
        dual.Apply(TestCluster.Service("a"));
        var first = dual.Get<V1Service>("default", "a")!.Spec.ClusterIP;
        dual.Apply(TestCluster.Service("a", "ipFamilyPolicy: RequireDualStack\nports: [{port: 80}]"));
        var spec = dual.Get<V1Service>("default", "a")!.Spec;
        Assert.Equal(["IPv4", "IPv6"], spec.IpFamilies);
        Assert.Equal(first, spec.ClusterIPs[0]);
        Assert.StartsWith("fd00:10:96::", spec.ClusterIPs[1], StringComparison.Ordinal);

        dual.Apply(TestCluster.Service("a", "ipFamilyPolicy: SingleStack\nports: [{port: 80}]"));
        var back = dual.Get<V1Service>("default", "a")!.Spec;
        Assert.Equal(["IPv4"], back.IpFamilies);
        Assert.Equal([first], back.ClusterIPs);
        dual.Apply(TestCluster.Service("b", $"ipFamilies: [IPv6]\nclusterIP: '{spec.ClusterIPs[1]}'\nports: [{{port: 80}}]"));
    }

    [Theory]
    [InlineData("ipFamilies: [IPv6]\nports: [{port: 80}]", "SingleStack", "IPv6")]
    [InlineData("ipFamilyPolicy: PreferDualStack\nports: [{port: 80}]", "PreferDualStack", "IPv4,IPv6")]
    [InlineData("ipFamilyPolicy: PreferDualStack\nipFamilies: [IPv6]\nports: [{port: 80}]", "PreferDualStack", "IPv6,IPv4")]
    [InlineData("clusterIP: fd00:10:96::10\nports: [{port: 80}]", "SingleStack", "IPv6")]
    [InlineData("clusterIP: None", "RequireDualStack", "IPv4,IPv6")]
    [InlineData("clusterIP: None\nselector: {app: web}", "SingleStack", "IPv4")]
    public void Families_follow_from_what_was_given(string spec, string policy, string families)
    {
        var dual = TestCluster.Start(ClusterOptions.DualStack);
        dual.Apply(TestCluster.Service("a", spec));
        var stored = dual.Get<V1Service>("default", "a")!.Spec;
        Assert.Equal((policy, families), (stored.IpFamilyPolicy, string.Join(',', stored.IpFamilies)));
        Assert.Equal(stored.ClusterIP == "None" ? 1 : stored.IpFamilies.Count, stored.ClusterIPs.Count);
    }

    [Theory]
    [InlineData("ipFamilies: [IPv4, IPv6]\nports: [{port: 80}]", "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified")]
    [InlineData("ipFamilies: [IPv4]\nclusterIP: fd00:10:96::10\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: \"fd00:10:96::10\": expected an IPv4 value as indicated by `ipFamilies[0]`")]
    [InlineData("ipFamilies: [IPv4, IPv4]\nipFamilyPolicy: PreferDualStack\nports: [{port: 80}]", "spec.ipFamilies[1]: Duplicate value: \"IPv4\"")]
    public void Families_that_contradict_each_other_are_refused(string spec, string expected) =>
        Assert.Contains(expected, TestCluster.Start(ClusterOptions.DualStack).Refuse(TestCluster.Service("a", spec)));
}
