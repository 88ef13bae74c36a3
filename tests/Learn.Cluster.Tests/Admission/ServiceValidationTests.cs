using k8s.Models;

namespace Learn.Cluster.Tests;

/// <summary>The wording is that of kube-apiserver v1.30.</summary>
public sealed class ServiceValidationTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    [Theory]
    [InlineData("ports: [{port: 0}]", "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{port: 65536}]", "spec.ports[0].port: Invalid value: 65536: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{targetPort: 80}]", "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{port: 80, targetPort: 70000}]", "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{port: 80, targetPort: http_}]", "spec.ports[0].targetPort: Invalid value: \"http_\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")]
    [InlineData("ports: [{port: 80, targetPort: a-name-that-is-too-long}]", "spec.ports[0].targetPort: Invalid value: \"a-name-that-is-too-long\": must be no more than 15 characters")]
    [InlineData("ports: [{port: 80, targetPort: a--b}]", "spec.ports[0].targetPort: Invalid value: \"a--b\": must not contain consecutive hyphens")]
    [InlineData("ports: [{port: 80, targetPort: a-}]", "spec.ports[0].targetPort: Invalid value: \"a-\": must not begin or end with a hyphen")]
    [InlineData("ports: [{port: 80, protocol: tcp}]", "spec.ports[0].protocol: Unsupported value: \"tcp\": supported values: \"SCTP\", \"TCP\", \"UDP\"")]
    [InlineData("ports: [{port: 80, name: HTTP}]", "spec.ports[0].name: Invalid value: \"HTTP\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("ports: [{port: 80, name: a}, {port: 81}]", "spec.ports[1].name: Required value")]
    [InlineData("ports: [{port: 80, name: a}, {port: 81, name: a}]", "spec.ports[1].name: Duplicate value: \"a\"")]
    [InlineData("ports: [{port: 80, name: a}, {port: 80, name: b}]", "spec.ports[1]: Duplicate value: core.ServicePort{Name:\"\", Protocol:\"TCP\", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}, NodePort:0}")]
    [InlineData("ports: []", "spec.ports: Required value")]
    [InlineData("type: nodeport\nports: [{port: 80}]", "spec.type: Unsupported value: \"nodeport\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"")]
    [InlineData("ports: [{port: 80, nodePort: 30080}]", "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'")]
    [InlineData("type: NodePort\nports: [{port: 80, nodePort: 80}]", "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767")]
    [InlineData("type: NodePort\nports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]", "spec.ports[1].nodePort: Duplicate value: 30080")]
    [InlineData("type: NodePort\nclusterIP: None\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services")]
    [InlineData("type: LoadBalancer\nclusterIP: None\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for LoadBalancer services")]
    [InlineData("type: ExternalName", "spec.externalName: Required value")]
    [InlineData("type: ExternalName\nexternalName: Example.com", "spec.externalName: Invalid value: \"Example.com\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")]
    [InlineData("type: ExternalName\nexternalName: example.com\nclusterIP: 10.96.0.10", "spec.clusterIPs: Forbidden: may not be set for ExternalName services")]
    [InlineData("type: ExternalName\nexternalName: example.com\nipFamilies: [IPv4]", "spec.ipFamilies: Forbidden: may not be set for ExternalName services")]
    [InlineData("clusterIP: 10.96.0.500\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: \"10.96.0.500\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    [InlineData("clusterIP: 192.168.1.1\nports: [{port: 80}]", "spec.clusterIPs: Invalid value: []string{\"192.168.1.1\"}: failed to allocate IP 192.168.1.1: the provided IP (192.168.1.1) is not in the valid range. The range of valid IPs is 10.96.0.0/12")]
    [InlineData("clusterIP: 10.96.0.0\nports: [{port: 80}]", "spec.clusterIPs: Invalid value: []string{\"10.96.0.0\"}: failed to allocate IP 10.96.0.0: the provided IP (10.96.0.0) is not in the valid range. The range of valid IPs is 10.96.0.0/12")]
    [InlineData("clusterIP: 10.96.0.10\nclusterIPs: [10.96.0.11]\nports: [{port: 80}]", "spec.clusterIPs: Invalid value: []string{\"10.96.0.11\"}: first value must match `clusterIP`")]
    [InlineData("clusterIPs: [10.96.0.11]\nports: [{port: 80}]", "spec.clusterIPs: Invalid value: []string{\"10.96.0.11\"}: must be empty when `clusterIP` is not specified")]
    [InlineData("clusterIP: fd00:10:96::10\nports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: []string{\"fd00:10:96::10\"}: IPv6 is not configured on this cluster")]
    [InlineData("ipFamilies: [IPv6]\nports: [{port: 80}]", "spec.ipFamilies[0]: Invalid value: \"IPv6\": not configured on this cluster")]
    [InlineData("ipFamilies: [ipv4]\nports: [{port: 80}]", "spec.ipFamilies[0]: Unsupported value: \"ipv4\": supported values: \"IPv4\", \"IPv6\"")]
    [InlineData("ipFamilyPolicy: RequireDualStack\nports: [{port: 80}]", "spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": this cluster is not configured for dual-stack services")]
    [InlineData("ipFamilyPolicy: DualStack\nports: [{port: 80}]", "spec.ipFamilyPolicy: Unsupported value: \"DualStack\": supported values: \"PreferDualStack\", \"RequireDualStack\", \"SingleStack\"")]
    [InlineData("sessionAffinity: clientip\nports: [{port: 80}]", "spec.sessionAffinity: Unsupported value: \"clientip\": supported values: \"ClientIP\", \"None\"")]
    [InlineData("sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}\nports: [{port: 80}]", "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400")]
    [InlineData("sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}\nports: [{port: 80}]", "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400")]
    [InlineData("externalTrafficPolicy: Local\nports: [{port: 80}]", "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for externally-accessible services")]
    [InlineData("type: NodePort\nexternalTrafficPolicy: local\nports: [{port: 80}]", "spec.externalTrafficPolicy: Unsupported value: \"local\": supported values: \"Cluster\", \"Local\"")]
    [InlineData("internalTrafficPolicy: local\nports: [{port: 80}]", "spec.internalTrafficPolicy: Unsupported value: \"local\": supported values: \"Cluster\", \"Local\"")]
    [InlineData("trafficDistribution: Near\nports: [{port: 80}]", "spec.trafficDistribution: Unsupported value: \"Near\": supported values: \"PreferClose\"")]
    [InlineData("healthCheckNodePort: 30100\nports: [{port: 80}]", "spec.healthCheckNodePort: Invalid value: 30100: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")]
    [InlineData("loadBalancerSourceRanges: [10.0.0.0/8]\nports: [{port: 80}]", "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'")]
    [InlineData("type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.0/33]\nports: [{port: 80}]", "spec.LoadBalancerSourceRanges[0]: Invalid value: \"10.0.0.0/33\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
    [InlineData("loadBalancerClass: example.com/lb\nports: [{port: 80}]", "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'")]
    [InlineData("allocateLoadBalancerNodePorts: false\nports: [{port: 80}]", "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'")]
    [InlineData("externalIPs: [127.0.0.1]\nports: [{port: 80}]", "spec.externalIPs[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range (127.0.0.0/8, ::1/128)")]
    [InlineData("externalIPs: [0.0.0.0]\nports: [{port: 80}]", "spec.externalIPs[0]: Invalid value: \"0.0.0.0\": may not be unspecified (0.0.0.0 or ::)")]
    [InlineData("externalIPs: [example.com]\nports: [{port: 80}]", "spec.externalIPs[0]: Invalid value: \"example.com\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    [InlineData("selector: {-app: web}\nports: [{port: 80}]", "spec.selector: Invalid value: \"-app\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")]
    [InlineData("selector: {app: my app}\nports: [{port: 80}]", "spec.selector: Invalid value: \"my app\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    public void What_the_api_server_refuses_is_refused_in_its_words(string spec, string expected) =>
        Assert.Equal([expected], cluster.Refuse(TestCluster.Service("a", spec)));

    [Fact]
    public void The_message_of_one_problem_is_that_of_the_api_server()
    {
        var exception = Assert.Throws<ManifestException>(() => cluster.Apply(TestCluster.Service("my-service", "ports:\n  - port: 0")));
        Assert.Equal(
            "Service \"my-service\" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive "
            + "(document 1, line 7, column 13)",
            exception.Message);
    }

    [Fact]
    public void Several_problems_of_an_object_stand_in_one_list()
    {
        var exception = Assert.Throws<ManifestException>(() =>
            cluster.Apply(TestCluster.Service("a", "type: NodePort\nports:\n  - {port: 0, protocol: tcp}\nsessionAffinity: x")));
        Assert.Equal(
            """
            Service "a" is invalid:
            * spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive (document 1, line 8, column 14)
            * spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP" (document 1, line 8, column 27)
            * spec.sessionAffinity: Unsupported value: "x": supported values: "ClientIP", "None" (document 1, line 9, column 20)
            """.ReplaceLineEndings("\n"),
            exception.Message);
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("My-Service")]
    [InlineData("my_service")]
    [InlineData("my.service")]
    public void The_name_of_a_service_is_a_label_that_begins_with_a_letter(string name)
    {
        var message = Assert.Single(cluster.Refuse(TestCluster.Service(name)));
        Assert.Equal(
            $"metadata.name: Invalid value: \"{name}\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
            + "alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
            + "'[a-z]([-a-z0-9]*[a-z0-9])?')",
            message);
    }

    [Fact]
    public void The_place_of_a_bad_label_is_that_of_the_label()
    {
        var exception = Assert.Throws<ManifestException>(() => cluster.Apply(
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    good: yes-it-is\n    bad: no it is not\n"));
        Assert.Equal(new ManifestPosition(7, 10), Assert.Single(exception.Problems).Position);
    }

    [Fact]
    public void Defaults_are_those_of_the_api_server()
    {
        cluster.Apply(TestCluster.Service("a"));
        var spec = cluster.Get<V1Service>("default", "a")!.Spec;
        Assert.Equal(("ClusterIP", "None", "Cluster"), (spec.Type, spec.SessionAffinity, spec.InternalTrafficPolicy));
        Assert.Equal((null, "SingleStack"), (spec.ExternalTrafficPolicy, spec.IpFamilyPolicy));
        Assert.Equal(["IPv4"], spec.IpFamilies);
        Assert.Equal([spec.ClusterIP], spec.ClusterIPs);
        var port = Assert.Single(spec.Ports);
        Assert.Equal(("TCP", "80", null), (port.Protocol, port.TargetPort.Value, port.NodePort));
    }

    [Fact]
    public void Client_affinity_lasts_three_hours_unless_said_otherwise()
    {
        cluster.Apply(TestCluster.Service("a", "sessionAffinity: ClientIP\nports: [{port: 80}]"));
        Assert.Equal(10800, cluster.Get<V1Service>("default", "a")!.Spec.SessionAffinityConfig.ClientIP.TimeoutSeconds);
    }

    [Fact]
    public void A_load_balancer_gets_node_ports_and_with_local_policy_a_health_check_port()
    {
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nexternalTrafficPolicy: Local\nports: [{port: 80}]"));
        var spec = cluster.Get<V1Service>("default", "a")!.Spec;
        Assert.True(spec.AllocateLoadBalancerNodePorts);
        Assert.InRange(spec.Ports[0].NodePort!.Value, 30000, 32767);
        Assert.InRange(spec.HealthCheckNodePort!.Value, 30000, 32767);
        Assert.NotEqual(spec.Ports[0].NodePort, spec.HealthCheckNodePort);
    }

    [Fact]
    public void A_load_balancer_without_node_ports_gets_none()
    {
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nallocateLoadBalancerNodePorts: false\nports: [{port: 80}]"));
        Assert.Null(cluster.Get<V1Service>("default", "a")!.Spec.Ports[0].NodePort);
    }

    [Fact]
    public void An_external_name_gets_no_address()
    {
        cluster.Apply(TestCluster.Service("a", "type: ExternalName\nexternalName: example.com."));
        var spec = cluster.Get<V1Service>("default", "a")!.Spec;
        Assert.Null(spec.ClusterIP);
        Assert.Null(spec.IpFamilies);
        Assert.Null(spec.InternalTrafficPolicy);
    }

    [Fact]
    public void A_headless_service_needs_neither_address_nor_ports()
    {
        cluster.Apply(TestCluster.Service("a", "clusterIP: None\nselector: {app: web}"));
        Assert.Equal(["None"], cluster.Get<V1Service>("default", "a")!.Spec.ClusterIPs);
    }

    [Fact]
    public void The_status_in_a_manifest_counts_for_nothing()
    {
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nports: [{port: 80}]") + "status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}\n");
        Assert.Null(cluster.Get<V1Service>("default", "a")!.Status.LoadBalancer.Ingress);
    }

    [Theory]
    [InlineData("1.2.3", null, "status.loadBalancer.ingress[0].ip: Invalid value: \"1.2.3\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    [InlineData("1.2.3.4", "vip", "status.loadBalancer.ingress[0].ipMode: Unsupported value: \"vip\": supported values: \"Proxy\", \"VIP\"")]
    [InlineData(null, "VIP", "status.loadBalancer.ingress[0].ipMode: Forbidden: may not be used when `ip` is not set")]
    public void A_wrong_load_balancer_status_is_refused(string? ip, string? mode, string expected)
    {
        cluster.Apply(TestCluster.Service("a", "type: LoadBalancer\nports: [{port: 80}]"));
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.UpdateStatus<V1Service>("default", "a", service =>
            service.Status.LoadBalancer = new V1LoadBalancerStatus { Ingress = [new V1LoadBalancerIngress { Ip = ip, IpMode = mode }] }));
        Assert.Equal((422, "Invalid"), (refusal.Code, refusal.Reason));
        Assert.Equal(expected, Assert.Single(refusal.Causes).ToString());
    }
}
