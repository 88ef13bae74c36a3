using k8s.Models;

namespace Learn.Cluster.Tests;

/// <summary><see cref="ClusterApi.Patch"/>.</summary>
public sealed class PatchTests
{
    private readonly ClusterApi cluster = TestCluster.Start();

    public PatchTests() => cluster.Apply("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web, tier: front}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
              - {name: side, image: "side:1"}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          selector: {app: web}
          ports: [{name: http, port: 80}, {name: https, port: 443}]
        """);

    [Fact]
    public void A_strategic_patch_merges_lists_by_their_keys()
    {
        var result = cluster.Patch(ResourceKind.Deployment, "", "web", """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"web:2"}]}}}}""");
        Assert.Equal("deployment.apps/web patched", result.ToString());
        Assert.Equal(["web:2", "side:1"], Images());
        Assert.Equal(8080, Deployment().Spec.Template.Spec.Containers[0].Ports[0].ContainerPort);
        Assert.Equal("deployment.apps/web patched (no change)", cluster.Patch(ResourceKind.Deployment, "", "web", "spec: {replicas: 1}").ToString());
    }

    [Fact]
    public void Directives_delete_and_replace()
    {
        cluster.Patch(ResourceKind.Deployment, "", "web", "spec: {template: {spec: {containers: [{name: side, $patch: delete}]}}}");
        Assert.Equal(["web:1"], Images());
        cluster.Patch(ResourceKind.Deployment, "", "web", "spec: {template: {spec: {containers: [{$patch: replace}, {name: new, image: 'new:1'}]}}}");
        Assert.Equal(["new:1"], Images());
        cluster.Patch(ResourceKind.Deployment, "", "web", "metadata: {labels: {$patch: replace, only: this}}");
        Assert.Equal([new("only", "this")], Deployment().Metadata.Labels);
    }

    [Fact]
    public void A_merge_patch_replaces_lists_and_null_removes()
    {
        cluster.Patch(ResourceKind.Service, "", "web", """{"spec":{"ports":[{"port":81}]},"metadata":{"labels":{"a":"b"}}}""", PatchType.Merge);
        Assert.Equal(81, Assert.Single(cluster.Get<V1Service>("", "web")!.Spec.Ports).Port);
        cluster.Patch(ResourceKind.Deployment, "", "web", "metadata:\n  labels:\n    tier: null\n", PatchType.Merge);
        Assert.Equal([new("app", "web")], Deployment().Metadata.Labels);
    }

    [Fact]
    public void A_json_patch_does_its_operations()
    {
        cluster.Patch(ResourceKind.Deployment, "", "web", """
            [{"op": "test", "path": "/spec/replicas", "value": 1}, {"op": "replace", "path": "/spec/replicas", "value": 3},
             {"op": "add", "path": "/metadata/labels/a~1b", "value": "c"}, {"op": "move", "from": "/metadata/labels/tier", "path": "/metadata/labels/moved"},
             {"op": "remove", "path": "/spec/template/spec/containers/1"}]
            """, PatchType.Json);
        Assert.Equal(3, Deployment().Spec.Replicas);
        Assert.Equal(["web:1"], Images());
        Assert.Equal(new SortedDictionary<string, string> { ["a/b"] = "c", ["app"] = "web", ["moved"] = "front" }, new SortedDictionary<string, string>(Deployment().Metadata.Labels));
    }

    [Theory]
    [InlineData("spec: {replica: 3}", PatchType.Strategic, "a Deployment has no field \"spec.replica\"")]
    [InlineData("spec: {replicas: many}", PatchType.Merge, "a Deployment has no field \"spec.replicas\", or one of another type")]
    [InlineData("spec: {template: {spec: {containers: [{image: x}]}}}", PatchType.Strategic, "does not contain declared merge key: name")]
    [InlineData("spec: [", PatchType.Strategic, "unable to parse")]
    [InlineData("- a", PatchType.Merge, "a patch is a map of fields")]
    [InlineData("spec: {}", PatchType.Json, "a JSON patch is a list of operations")]
    [InlineData("[{\"op\": \"remove\", \"path\": \"/spec/nothing\"}]", PatchType.Json, "the path \"/spec/nothing\" does not exist")]
    [InlineData("[{\"op\": \"test\", \"path\": \"/spec/replicas\", \"value\": 2}]", PatchType.Json, "testing value /spec/replicas failed: it is 1")]
    [InlineData("metadata: {name: other}", PatchType.Merge, "cannot change the name")]
    [InlineData("metadata: {$patch: frobnicate}", PatchType.Strategic, "unknown patch directive")]
    public void What_does_not_fit_is_refused_and_changes_nothing(string patch, PatchType type, string message)
    {
        var version = cluster.ResourceVersion;
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Patch(ResourceKind.Deployment, "", "web", patch, type));
        Assert.Equal("BadRequest", refusal.Reason);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(version, cluster.ResourceVersion);
    }

    [Fact]
    public void A_dry_run_changes_nothing_and_what_the_server_refuses_is_refused()
    {
        Assert.True(cluster.Patch(ResourceKind.Deployment, "", "web", "spec: {replicas: 5}", dryRun: true).IsChanged);
        Assert.Equal(1, Deployment().Spec.Replicas);
        Assert.Equal("Invalid", Assert.Throws<ClusterApiException>(() => cluster.Patch(ResourceKind.Service, "", "web", "spec: {type: Odd}")).Reason);
        Assert.Equal("NotFound", Assert.Throws<ClusterApiException>(() => cluster.Patch(ResourceKind.Service, "", "none", "spec: {}")).Reason);
    }

    [Fact]
    public void Objects_of_any_kind_can_be_created_and_changed()
    {
        k8s.IKubernetesObject<V1ObjectMeta> space = new V1Namespace { Metadata = new V1ObjectMeta { Name = "a" } };
        cluster.Create(space);
        cluster.Update(ResourceKind.Namespace, "", "a", one => one.Metadata.Labels = new Dictionary<string, string> { ["x"] = "y" });
        Assert.Equal("y", cluster.Get<V1Namespace>("", "a")!.Metadata.Labels["x"]);
    }

    private V1Deployment Deployment() => cluster.Get<V1Deployment>("", "web")!;

    private IEnumerable<string> Images() => Deployment().Spec.Template.Spec.Containers.Select(container => container.Image);
}
