using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

/// <summary>Clusters and objects that many tests need.</summary>
internal static class TestCluster
{
    public static ClusterApi Start(ClusterOptions? options = null, TimeProvider? time = null) =>
        new(options ?? new ClusterOptions(), time ?? new FakeTimeProvider(new DateTimeOffset(2024, 7, 16, 12, 0, 0, TimeSpan.Zero)));

    /// <summary>A Service manifest with one TCP port 80 and the given lines below <c>spec</c>.</summary>
    public static string Service(string name, string spec = "ports: [{port: 80}]") =>
        $"apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\nspec:\n  {spec.ReplaceLineEndings("\n  ")}\n";

    /// <summary>A Pod manifest with the given lines below <c>spec</c>.</summary>
    public static string Pod(string name, string spec = "containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]", string labels = "app: web") =>
        $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n  labels: {{{labels}}}\nspec:\n  {spec.ReplaceLineEndings("\n  ")}\n";

    public static V1Pod NewPod(string name, string app = "web", string? node = null, params V1ContainerPort[] ports) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Labels = new Dictionary<string, string> { ["app"] = app } },
        Spec = new V1PodSpec
        {
            NodeName = node,
            Containers = [new V1Container { Name = "web", Image = "nginx", Ports = ports }],
        },
    };

    public static V1Service NewService(string name, string app = "web", params V1ServicePort[] ports) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" },
        Spec = new V1ServiceSpec
        {
            Selector = new Dictionary<string, string> { ["app"] = app },
            Ports = ports.Length > 0 ? ports : [new V1ServicePort { Port = 80, TargetPort = 8080 }],
        },
    };

    /// <summary>Gives a Pod an address and makes it ready or not, as its kubelet does.</summary>
    public static V1Pod Run(this ClusterApi cluster, string pod, string address, bool ready = true) =>
        cluster.UpdateStatus<V1Pod>("default", pod, stored =>
        {
            stored.Status.Phase = "Running";
            stored.Status.PodIPs = [.. address.Split(',').Select(ip => new V1PodIP { Ip = ip })];
            stored.Status.PodIP = stored.Status.PodIPs[0].Ip;
            stored.Status.Conditions = [new V1PodCondition { Type = "Ready", Status = ready ? "True" : "False" }];
        });

    /// <summary>The messages of a refused manifest, without places.</summary>
    public static IReadOnlyList<string> Refuse(this ClusterApi cluster, string yaml) =>
        [.. Assert.Throws<ManifestException>(() => cluster.Apply(yaml)).Problems.Select(problem => problem.Detail)];

    public static V1EndpointSlice OnlySlice(this ClusterApi cluster) => Assert.Single(cluster.List<V1EndpointSlice>());

    /// <summary>Everything that the cluster stores, as text, for comparisons.</summary>
    public static string Dump(this ClusterApi cluster) => string.Join(
        "\n", ResourceKind.All.SelectMany(kind => cluster.List(kind)).Select(stored => k8s.KubernetesJson.Serialize((object)stored)));
}
