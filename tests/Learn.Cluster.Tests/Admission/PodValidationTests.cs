using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class PodValidationTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    [Theory]
    [InlineData("containers: []", "spec.containers: Required value")]
    [InlineData("containers: [{image: nginx}]", "spec.containers[0].name: Required value")]
    [InlineData("containers: [{name: web}]", "spec.containers[0].image: Required value")]
    [InlineData("containers: [{name: Web, image: nginx}]", "spec.containers[0].name: Invalid value: \"Web\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("containers: [{name: a, image: b}, {name: a, image: c}]", "spec.containers[1].name: Duplicate value: \"a\"")]
    [InlineData("containers: [{name: a, image: ' b'}]", "spec.containers[0].image: Invalid value: \" b\": must not have leading or trailing whitespace")]
    [InlineData("containers: [{name: a, image: b, ports: [{name: http}]}]", "spec.containers[0].ports[0].containerPort: Required value")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 65536}]}]", "spec.containers[0].ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 80, hostPort: -1}]}]", "spec.containers[0].ports[0].hostPort: Invalid value: -1: must be between 1 and 65535, inclusive")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 80, protocol: http}]}]", "spec.containers[0].ports[0].protocol: Unsupported value: \"http\": supported values: \"SCTP\", \"TCP\", \"UDP\"")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 80, name: web}, {containerPort: 81, name: web}]}]", "spec.containers[0].ports[1].name: Duplicate value: \"web\"")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 80, name: HTTP1}]}]", "spec.containers[0].ports[0].name: Invalid value: \"HTTP1\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)|spec.containers[0].ports[0].name: Invalid value: \"HTTP1\": must contain at least one letter (a-z)")]
    [InlineData("containers: [{name: a, image: b, ports: [{containerPort: 80, hostPort: 80}]}, {name: c, image: d, ports: [{containerPort: 81, hostPort: 80}]}]", "spec.containers[1].ports[0].hostPort: Duplicate value: \"TCP//80\"")]
    [InlineData("containers: [{name: a, image: b, imagePullPolicy: Sometimes}]", "spec.containers[0].imagePullPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"IfNotPresent\", \"Never\"")]
    [InlineData("containers: [{name: a, image: b, volumeMounts: [{name: data, mountPath: /data}]}]", "spec.containers[0].volumeMounts[0].name: Not found: \"data\"")]
    [InlineData("containers: [{name: a, image: b, env: [{value: x}]}]", "spec.containers[0].env[0].name: Required value")]
    [InlineData("containers: [{name: a, image: b, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}]", "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1")]
    [InlineData("restartPolicy: Sometimes\ncontainers: [{name: a, image: b}]", "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"")]
    [InlineData("dnsPolicy: Sometimes\ncontainers: [{name: a, image: b}]", "spec.dnsPolicy: Unsupported value: \"Sometimes\": supported values: \"ClusterFirstWithHostNet\", \"ClusterFirst\", \"Default\", \"None\"")]
    [InlineData("terminationGracePeriodSeconds: -1\ncontainers: [{name: a, image: b}]", "spec.terminationGracePeriodSeconds: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("hostname: a.b\ncontainers: [{name: a, image: b}]", "spec.hostname: Invalid value: \"a.b\": must not contain dots")]
    [InlineData("containers: [{name: a, image: b, readinessProbe: {periodSeconds: 1}}]", "spec.containers[0].readinessProbe: Required value: must specify a handler type")]
    [InlineData("containers: [{name: a, image: b, readinessProbe: {httpGet: {port: 80}, tcpSocket: {port: 80}}}]", "spec.containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type")]
    [InlineData("containers: [{name: a, image: b, readinessProbe: {httpGet: {port: 0}}}]", "spec.containers[0].readinessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("containers: [{name: a, image: b, readinessProbe: {httpGet: {port: 80, scheme: http}}}]", "spec.containers[0].readinessProbe.httpGet.scheme: Unsupported value: \"http\": supported values: \"HTTP\", \"HTTPS\"")]
    [InlineData("containers: [{name: a, image: b, livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}}]", "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("containers: [{name: a, image: b, livenessProbe: {tcpSocket: {port: 80}, periodSeconds: -1}}]", "spec.containers[0].livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0")]
    public void What_the_api_server_refuses_is_refused_in_its_words(string spec, string expected) =>
        Assert.Equal(expected.Split('|'), cluster.Refuse(TestCluster.Pod("a", spec)));

    [Fact]
    public void Defaults_are_those_of_the_api_server()
    {
        cluster.Apply(TestCluster.Pod("a", """
            containers:
              - name: web
                image: nginx
                ports: [{containerPort: 80}]
                resources: {limits: {cpu: 1, memory: 64Mi}}
                readinessProbe: {httpGet: {port: 80}}
              - {name: log, image: "registry:5000/log:1.2", resources: {limits: {cpu: 1, memory: 1Gi}}}
            """));
        var pod = cluster.Get<V1Pod>("default", "a")!;
        Assert.Equal(("Always", "ClusterFirst", 30L), (pod.Spec.RestartPolicy, pod.Spec.DnsPolicy, pod.Spec.TerminationGracePeriodSeconds));
        Assert.Equal(("default", "default-scheduler", true), (pod.Spec.ServiceAccountName, pod.Spec.SchedulerName, pod.Spec.EnableServiceLinks));
        Assert.Equal(("Pending", "Guaranteed"), (pod.Status.Phase, pod.Status.QosClass));
        var (web, log) = (pod.Spec.Containers[0], pod.Spec.Containers[1]);
        Assert.Equal(("Always", "IfNotPresent"), (web.ImagePullPolicy, log.ImagePullPolicy));
        Assert.Equal(("TCP", "1"), (web.Ports[0].Protocol, web.Resources.Requests["cpu"].ToString()));
        var probe = web.ReadinessProbe;
        Assert.Equal((1, 10, 1, 3), (probe.TimeoutSeconds, probe.PeriodSeconds, probe.SuccessThreshold, probe.FailureThreshold));
        Assert.Equal(("/", "HTTP"), (probe.HttpGet.Path, probe.HttpGet.Scheme));
        Assert.Equal(["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"], pod.Spec.Tolerations.Select(toleration => toleration.Key));
    }

    [Fact]
    public void The_image_of_a_pod_may_change_and_nearly_nothing_else()
    {
        cluster.Apply(TestCluster.Pod("a"));
        var allowed = TestCluster.Pod("a", "containers: [{name: web, image: nginx:2, ports: [{containerPort: 8080}]}]");
        Assert.Equal("pod/a configured", cluster.Apply(allowed).ToString());

        var message = Assert.Single(cluster.Refuse(TestCluster.Pod("a", "containers: [{name: web, image: nginx:2, ports: [{containerPort: 9090}]}]")));
        Assert.StartsWith("spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,", message, StringComparison.Ordinal);
        Assert.EndsWith("\nspec.containers[0].ports[0].containerPort: 8080 → 9090", message, StringComparison.Ordinal);

        var added = TestCluster.Pod("a", "containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}, {name: b, image: c}]");
        Assert.Equal(["spec.containers: Forbidden: pod updates may not add or remove containers"], cluster.Refuse(added));
    }

    [Fact]
    public void Labels_and_annotations_of_a_pod_may_change()
    {
        cluster.Apply(TestCluster.Pod("a"));
        Assert.Equal("pod/a configured", cluster.Apply(TestCluster.Pod("a", labels: "app: other")).ToString());
        Assert.Equal("other", cluster.Get<V1Pod>("default", "a")!.Metadata.Labels["app"]);
    }

    [Fact]
    public void A_wrong_address_is_refused()
    {
        cluster.Apply(TestCluster.Pod("a"));
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Run("a", "10.244.0.5,10.244.0.6"));
        Assert.Equal(
            "Pod \"a\" is invalid: status.podIPs: Invalid value: []string{\"10.244.0.5\", \"10.244.0.6\"}: may specify no more than one IP for each IP family",
            refusal.Message);
    }
}
