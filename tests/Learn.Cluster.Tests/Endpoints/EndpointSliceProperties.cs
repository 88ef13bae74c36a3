using FsCheck;
using FsCheck.Fluent;
using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class EndpointSliceProperties
{
    /// <summary>A random Pod: which application, which port, ready or not.</summary>
    public sealed record PodShape(int Number, int App, int Port, bool IsReady);

    private static readonly Gen<PodShape> Shapes = Gen.Choose(0, 2).SelectMany(app => Gen.Choose(0, 1)
        .SelectMany(port => Gen.Elements(true, false).Select(ready => new PodShape(0, app, port, ready))));

    private static readonly Gen<PodShape[]> Clusters = Shapes.ListOf()
        .Select(shapes => shapes.Take(40).Select((shape, number) => shape with { Number = number }).ToArray());

    [Fact]
    public void The_order_of_writes_does_not_show_in_the_slices() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Arb.From(Clusters), Arb.From(Gen.Choose(0, int.MaxValue)), (pods, seed) =>
        {
            var straight = Build(pods.Select(pod => (Action<ClusterApi>)(cluster => Add(cluster, pod))).Prepend(AddServices));
            var mixed = Build(Shuffle(pods.Select(pod => (Action<ClusterApi>)(cluster => Add(cluster, pod))).Append(AddServices), seed));
            Assert.Equal(Describe(straight), Describe(mixed));
        }));

    [Fact]
    public void Each_selected_pod_is_in_the_slices_of_its_services_exactly_once() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Arb.From(Clusters), Arb.From(Gen.Choose(1, 7)), Arb.From(Gen.Choose(0, int.MaxValue)), (pods, limit, seed) =>
        {
            var cluster = TestCluster.Start(new ClusterOptions { MaxEndpointsPerSlice = limit });
            AddServices(cluster);
            foreach (var pod in pods)
            {
                Add(cluster, pod);
            }

            var random = new Random(seed);
            var left = pods.Where(_ => random.Next(3) > 0).ToArray();
            foreach (var gone in pods.Except(left))
            {
                cluster.Delete<V1Pod>("default", $"p{gone.Number}");
            }

            var slices = cluster.List<V1EndpointSlice>();
            Assert.All(slices, slice => Assert.InRange(slice.Endpoints.Count, 0, limit));
            for (var app = 0; app < 3; app++)
            {
                var expected = left.Where(pod => pod.App == app).Select(pod => $"p{pod.Number}:{8080 + pod.Port}:{pod.IsReady}").Order(StringComparer.Ordinal);
                var actual = slices.Where(slice => slice.Metadata.Labels[SliceLabels.ServiceName] == $"s{app}")
                    .SelectMany(slice => slice.Endpoints.Select(endpoint => $"{endpoint.TargetRef.Name}:{slice.Ports[0].Port}:{endpoint.Conditions.Ready}"))
                    .Order(StringComparer.Ordinal);
                Assert.Equal(expected, actual);
                Assert.Contains(slices, slice => slice.Metadata.Labels[SliceLabels.ServiceName] == $"s{app}");
            }
        }));

    private static ClusterApi Build(IEnumerable<Action<ClusterApi>> writes)
    {
        var cluster = TestCluster.Start();
        foreach (var write in writes)
        {
            write(cluster);
        }

        return cluster;
    }

    private static void AddServices(ClusterApi cluster)
    {
        for (var app = 0; app < 3; app++)
        {
            cluster.Create(TestCluster.NewService($"s{app}", $"app{app}", new V1ServicePort { Port = 80, TargetPort = "web" }));
        }
    }

    private static void Add(ClusterApi cluster, PodShape pod)
    {
        cluster.Create(TestCluster.NewPod($"p{pod.Number}", $"app{pod.App}", ports: new V1ContainerPort { Name = "web", ContainerPort = 8080 + pod.Port }));
        cluster.Run($"p{pod.Number}", $"10.244.0.{pod.Number + 1}", pod.IsReady);
    }

    private static Action<ClusterApi>[] Shuffle(IEnumerable<Action<ClusterApi>> writes, int seed)
    {
        var shuffled = writes.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>What the slices say, without names, uids and versions; the names depend on nothing but the Service, but which of two slices
    /// came first does show when ports differ.</summary>
    private static string Describe(ClusterApi cluster) => string.Join('\n', cluster.List<V1EndpointSlice>().Select(slice =>
        $"{slice.Metadata.Labels[SliceLabels.ServiceName]} {string.Join(',', (slice.Ports ?? []).Select(port => port.Port))}: "
        + string.Join(' ', slice.Endpoints.Select(endpoint => $"{endpoint.TargetRef.Name}={endpoint.Addresses[0]}/{endpoint.Conditions.Ready}")))
        .Order(StringComparer.Ordinal));
}
