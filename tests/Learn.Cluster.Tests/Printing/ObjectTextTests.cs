using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

/// <summary>Objects as kubectl get -o yaml and -o json print them.</summary>
public sealed class ObjectTextTests
{
    private readonly ClusterApi cluster = new(new ClusterOptions(), new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Yaml_is_sorted_flush_and_quoted_only_where_needed()
    {
        var service = new V1Service
        {
            Metadata = new V1ObjectMeta
            {
                Name = "a",
                Annotations = new Dictionary<string, string>
                {
                    ["number"] = "1",
                    ["truth"] = "true",
                    ["none"] = "",
                    ["lines"] = "one\ntwo\n",
                    ["colon"] = "a: b",
                    ["star"] = "*x",
                    ["time"] = "2026-03-01T12:00:00Z",
                    ["plain"] = "app.kubernetes.io/name",
                },
            },
            Spec = new V1ServiceSpec { ClusterIP = "10.96.0.1", Ports = [new V1ServicePort { Name = "http", Port = 80, TargetPort = "web" }, new V1ServicePort { Port = 81, TargetPort = 8081 }], Selector = new Dictionary<string, string>() },
        };

        Assert.Equal(
            """
            apiVersion: v1
            kind: Service
            metadata:
              annotations:
                colon: 'a: b'
                lines: |
                  one
                  two
                none: ""
                number: "1"
                plain: app.kubernetes.io/name
                star: '*x'
                time: "2026-03-01T12:00:00Z"
                truth: "true"
              name: a
            spec:
              clusterIP: 10.96.0.1
              ports:
              - name: http
                port: 80
                targetPort: web
              - port: 81
                targetPort: 8081
              selector: {}

            """.ReplaceLineEndings("\n"),
            ObjectText.ToYaml(service));
    }

    [Fact]
    public void Lists_have_the_form_of_kubectl()
    {
        Assert.Equal("apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: \"\"\n", ObjectText.ToYaml([]));
        Assert.StartsWith("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        {\n            \"apiVersion\": \"v1\",", ObjectText.ToJson(cluster.List(ResourceKind.Namespace)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_printed_can_be_applied_again()
    {
        cluster.Apply("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, annotations: {odd: "yes", quote: "it's \"so\"", tab: "a\tb", dash: "- x", hash: "a #b", end: "x:", block: "\n x\n"}}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - {name: c, image: "nginx", args: ["-v", "007", "~"], ports: [{containerPort: 80}], readinessProbe: {httpGet: {port: 80, path: /}}}
            """);

        string yaml = ObjectText.ToYaml(cluster.List(ResourceKind.Deployment));
        string json = ObjectText.ToJson(cluster.List(ResourceKind.Deployment));

        Assert.All([yaml, json], text => Assert.Equal(yaml, ObjectText.ToYaml(ManifestReader.Read(text).Documents.Select(document => document.Object!))));
    }
}
