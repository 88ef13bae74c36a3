using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class ApplyTests
{
    private const string CourseExample = """
        apiVersion: v1
        kind: Service
        metadata:
          name: my-service
        spec:
          selector:
            app: my-app
          ports:
            - protocol: TCP
              port: 80
              targetPort: 8080
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: my-pod
          labels:
            app: my-app
        spec:
          containers:
            - name: web
              image: nginx:latest
              ports:
                - containerPort: 8080
        """;

    private readonly ClusterApi cluster = TestCluster.Start();

    [Fact]
    public void The_course_example_is_created_and_then_unchanged()
    {
        Assert.Equal("service/my-service created\npod/my-pod created", cluster.Apply(CourseExample).ToString());
        var version = cluster.ResourceVersion;
        Assert.Equal("service/my-service unchanged\npod/my-pod unchanged", cluster.Apply(CourseExample).ToString());
        Assert.Equal(version, cluster.ResourceVersion);
    }

    [Fact]
    public void A_changed_manifest_keeps_the_allocated_address()
    {
        cluster.Apply(CourseExample);
        var before = cluster.Get<V1Service>("default", "my-service")!;
        var changed = CourseExample.Replace("port: 80\n", "port: 81\n", StringComparison.Ordinal);
        Assert.Equal("service/my-service configured\npod/my-pod unchanged", cluster.Apply(changed).ToString());
        var after = cluster.Get<V1Service>("default", "my-service")!;
        Assert.Equal(before.Spec.ClusterIP, after.Spec.ClusterIP);
        Assert.Equal(81, Assert.Single(after.Spec.Ports).Port);
    }

    [Fact]
    public void A_slice_is_shown_with_its_group()
    {
        const string slice = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: IPv4\n";
        Assert.Equal("endpointslice.discovery.k8s.io/a created", cluster.Apply(slice).ToString());
    }

    [Fact]
    public void A_dry_run_says_what_would_happen_and_does_nothing()
    {
        var dump = cluster.Dump();
        var version = cluster.ResourceVersion;
        Assert.Equal("service/my-service created (server dry run)\npod/my-pod created (server dry run)", cluster.Validate(CourseExample).ToString());
        Assert.Equal((dump, version), (cluster.Dump(), cluster.ResourceVersion));
    }

    [Fact]
    public void A_field_that_leaves_the_manifest_leaves_the_object_and_others_stay()
    {
        cluster.Apply(TestCluster.Service("a", "selector: {app: web, tier: front}\nports: [{name: a, port: 80}, {name: b, port: 81}]"));
        cluster.Update<V1Service>("default", "a", service =>
        {
            service.Spec.Selector["added"] = "by-hand";
            service.Metadata.Labels = new Dictionary<string, string> { ["added"] = "by-hand" };
        });
        cluster.Apply(TestCluster.Service("a", "selector: {app: web}\nports: [{name: b, port: 81}]"));
        var service = cluster.Get<V1Service>("default", "a")!;
        Assert.Equal(["added", "app"], service.Spec.Selector.Keys.Order());
        Assert.Equal("b", Assert.Single(service.Spec.Ports).Name);
        Assert.Equal("by-hand", service.Metadata.Labels["added"]);
    }

    [Fact]
    public void A_change_by_hand_of_a_field_of_the_manifest_is_put_right()
    {
        cluster.Apply(TestCluster.Service("a", "selector: {app: web}\nports: [{port: 80}]"));
        cluster.Update<V1Service>("default", "a", service => service.Spec.Selector["app"] = "other");
        Assert.Equal("service/a configured", cluster.Apply(TestCluster.Service("a", "selector: {app: web}\nports: [{port: 80}]")).ToString());
        Assert.Equal("web", cluster.Get<V1Service>("default", "a")!.Spec.Selector["app"]);
    }

    [Fact]
    public void One_port_number_may_stand_for_two_protocols_and_change_for_one()
    {
        cluster.Apply(TestCluster.Service("dns", "ports: [{name: udp, port: 53, protocol: UDP}, {name: tcp, port: 53}]"));
        cluster.Apply(TestCluster.Service("dns", "ports: [{name: udp, port: 53, protocol: UDP, targetPort: 5353}, {name: tcp, port: 53}]"));
        Assert.Equal(["5353", "53"], cluster.Get<V1Service>("default", "dns")!.Spec.Ports.Select(port => port.TargetPort.Value));
    }

    [Fact]
    public void What_was_not_applied_before_is_configured_once()
    {
        cluster.Create(TestCluster.NewService("a"));
        const string same = "selector: {app: web}\nports: [{port: 80, targetPort: 8080}]";
        Assert.Equal("service/a configured", cluster.Apply(TestCluster.Service("a", same)).ToString());
        Assert.Equal("service/a unchanged", cluster.Apply(TestCluster.Service("a", same)).ToString());
    }

    [Fact]
    public void The_last_applied_manifest_is_kept_as_kubectl_keeps_it()
    {
        cluster.Apply(TestCluster.Service("a", "ports: [{port: 80}]"));
        Assert.Equal(
            "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"annotations\":{},\"name\":\"a\",\"namespace\":\"default\"},\"spec\":{\"ports\":[{\"port\":80}]}}\n",
            cluster.Get<V1Service>("default", "a")!.Metadata.Annotations["kubectl.kubernetes.io/last-applied-configuration"]);
    }

    [Theory]
    [InlineData("metadata:\n  name: a\n  creationTimestamp: null\nspec: {ports: [{port: 80}]}\nstatus: {loadBalancer: {}}")]
    [InlineData("metadata: {name: a, labels: {}, annotations: {}}\nspec: {selector: {}, ports: [{port: 80, targetPort: 80}], externalIPs: []}")]
    [InlineData("metadata: {name: a}\nspec: {type: LoadBalancer, ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]}")]
    [InlineData("metadata: {name: a}\nspec: {type: ExternalName, externalName: example.com}")]
    [InlineData("metadata: {name: a}\nspec: {clusterIP: None, ports: [{port: 80}]}")]
    [InlineData("metadata: {name: a}\nspec: {sessionAffinity: ClientIP, ports: [{port: 80}]}")]
    public void Applying_twice_changes_nothing(string rest)
    {
        var manifest = $"apiVersion: v1\nkind: Service\n{rest}\n";
        cluster.Apply(manifest);
        var version = cluster.ResourceVersion;
        Assert.Equal("service/a unchanged", cluster.Apply(manifest).ToString());
        Assert.Equal(version, cluster.ResourceVersion);
    }

    [Theory]
    [InlineData("containers: [{name: a, image: b, resources: {limits: {cpu: 0.5, memory: 1Gi}}, env: [{name: X, value: '1'}]}]")]
    [InlineData("containers: [{name: a, image: b, volumeMounts: [{name: v, mountPath: /v}]}]\nvolumes: [{name: v}]")]
    [InlineData("containers: [{name: a, image: b, readinessProbe: {httpGet: {port: web}}, ports: [{name: web, containerPort: 80}]}]\nhostNetwork: true")]
    [InlineData("containers: [{name: a, image: b, lifecycle: {preStop: {exec: {command: [sleep, '5']}}}}]\nterminationGracePeriodSeconds: 0\ntolerations: [{operator: Exists}]")]
    public void Applying_a_pod_twice_changes_nothing(string spec)
    {
        cluster.Apply(TestCluster.Pod("a", spec));
        Assert.Equal("pod/a unchanged", cluster.Apply(TestCluster.Pod("a", spec)).ToString());
    }

    [Fact]
    public void A_missing_namespace_is_told_as_the_api_server_does()
    {
        var exception = Assert.Throws<ManifestException>(() => cluster.Apply(
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace: shop\nspec: {ports: [{port: 80}]}\n"));
        Assert.Equal("document 1, line 5, column 14: Service \"a\": namespaces \"shop\" not found", exception.Message);
    }

    [Fact]
    public void A_namespace_that_comes_later_in_the_manifest_is_pointed_out()
    {
        const string service = "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\nspec: {ports: [{port: 80}]}\n";
        const string space = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";
        Assert.Equal(
            ["namespaces \"shop\" not found; document 2 creates it, but comes later: put it before this one"],
            cluster.Refuse($"{service}---\n{space}"));
        Assert.Equal("namespace/shop created\nservice/a created", cluster.Apply($"{space}---\n{service}").ToString());
    }

    [Fact]
    public void The_default_namespace_may_be_another()
    {
        cluster.Apply(TestCluster.Service("a"), new ApplyOptions { Namespace = "kube-system" });
        Assert.NotNull(cluster.Get<V1Service>("kube-system", "a"));
    }

    [Fact]
    public void Problems_of_reading_and_of_validation_are_told_together()
    {
        var exception = Assert.Throws<ManifestException>(() => cluster.Apply(
            TestCluster.Service("a", "ports: [{port: 0}]") + "---\n" + TestCluster.Service("b", "prots: [{port: 80}]") + "---\n" + TestCluster.Service("C")));
        Assert.Equal([1, 2, 3], exception.Problems.Select(problem => problem.Document));
        Assert.Equal(
            [ManifestProblemReason.Invalid, ManifestProblemReason.Schema, ManifestProblemReason.Invalid],
            exception.Problems.Select(problem => problem.Reason));
    }

    [Fact]
    public void Documents_of_other_kinds_are_handed_back()
    {
        var result = cluster.Apply(
            "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n---\n" + TestCluster.Service("a"),
            new ApplyOptions { Reader = ManifestReaderOptions.WithKubeProxyConfiguration });
        Assert.Equal("service/a created", result.ToString());
        Assert.Equal("KubeProxyConfiguration", Assert.Single(result.OtherDocuments).Kind);
    }
}
