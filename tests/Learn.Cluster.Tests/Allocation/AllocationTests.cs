using System.Net;
using FsCheck;
using FsCheck.Fluent;
using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Addresses_that_nobody_asked_for_come_from_the_upper_part_of_the_range()
    {
        var cluster = TestCluster.Start(new ClusterOptions { ServiceCidrs = [IPNetwork.Parse("10.96.0.0/24")] });
        for (var i = 0; i < 100; i++)
        {
            var service = cluster.Create(TestCluster.NewService($"s{i}"));
            Assert.InRange(IPAddress.Parse(service.Spec.ClusterIP).GetAddressBytes()[3], 17, 254);
        }
    }

    [Fact]
    public void A_small_range_is_used_up_to_the_last_address_and_then_refuses()
    {
        var cluster = TestCluster.Start(new ClusterOptions { ServiceCidrs = [IPNetwork.Parse("10.96.0.0/29")] });
        var addresses = Enumerable.Range(0, 6).Select(i => cluster.Create(TestCluster.NewService($"s{i}")).Spec.ClusterIP).ToArray();
        Assert.Equal(["10.96.0.1", "10.96.0.2", "10.96.0.3", "10.96.0.4", "10.96.0.5", "10.96.0.6"], addresses.Order());
        var refusal = Assert.Throws<ClusterApiException>(() => cluster.Create(TestCluster.NewService("one-too-many")));
        Assert.Contains("range is full", refusal.Message, StringComparison.Ordinal);

        cluster.Delete<V1Service>("default", "s3");
        Assert.Equal(addresses[3], cluster.Create(TestCluster.NewService("another")).Spec.ClusterIP);
    }

    [Fact]
    public void The_last_node_port_is_given_and_then_no_more()
    {
        var cluster = TestCluster.Start(new ClusterOptions { FirstNodePort = 30000, LastNodePort = 30002 });
        var ports = Enumerable.Range(0, 3).Select(i =>
        {
            var service = TestCluster.NewService($"s{i}");
            service.Spec.Type = "NodePort";
            return cluster.Create(service).Spec.Ports[0].NodePort!.Value;
        }).ToArray();
        Assert.Equal([30000, 30001, 30002], ports.Order());
        var refusal = Assert.Single(cluster.Refuse(TestCluster.Service("x", "type: NodePort\nports: [{port: 80}]")));
        Assert.Contains("failed to allocate a nodePort: range is full", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Explicit_addresses_and_ports_collide()
    {
        var cluster = TestCluster.Start();
        cluster.Apply(TestCluster.Service("a", "type: NodePort\nclusterIP: 10.96.0.10\nports: [{port: 80, nodePort: 30080}]"));
        Assert.Equal(
            [
                "spec.clusterIPs: Invalid value: []string{\"10.96.0.10\"}: failed to allocate IP 10.96.0.10: provided IP is already allocated",
                "spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated",
            ],
            cluster.Refuse(TestCluster.Service("b", "type: NodePort\nclusterIP: 10.96.0.10\nports: [{port: 80, nodePort: 30080}]")));
    }

    [Fact]
    public void One_node_port_serves_the_same_port_of_two_protocols()
    {
        var cluster = TestCluster.Start();
        cluster.Apply(TestCluster.Service("dns", "type: NodePort\nports: [{name: a, port: 53, protocol: UDP}, {name: b, port: 53, protocol: TCP}]"));
        var ports = cluster.Get<V1Service>("default", "dns")!.Spec.Ports;
        Assert.Equal(ports[0].NodePort, ports[1].NodePort);
    }

    [Fact]
    public void The_same_seed_gives_the_same_cluster_and_another_seed_another()
    {
        string Build(ulong seed)
        {
            var cluster = TestCluster.Start(new ClusterOptions { Seed = seed });
            cluster.Apply(TestCluster.Service("a", "type: NodePort\nselector: {app: web}\nports: [{port: 80}]"));
            return cluster.Dump();
        }

        Assert.Equal(Build(1), Build(1));
        Assert.NotEqual(Build(1), Build(2));
    }

    /// <summary>A write: create (with a wanted number or without), delete, or change the type of one of a few Services.</summary>
    public sealed record Attempt(int Service, int Action, int Wanted);

    [Fact]
    public void Allocations_never_collide_and_always_match_what_services_hold()
    {
        var steps = Gen.Choose(0, 7).SelectMany(service => Gen.Choose(0, 4).SelectMany(action => Gen.Choose(0, 12)
            .Select(wanted => new Attempt(service, action, wanted)))).ListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Arb.From(steps), list =>
        {
            var cluster = TestCluster.Start(new ClusterOptions
            {
                ServiceCidrs = [IPNetwork.Parse("10.96.0.0/28")],
                FirstNodePort = 30000,
                LastNodePort = 30009,
            });
            foreach (var attempt in list)
            {
                Take(cluster, attempt);
                CheckThatNothingIsHeldTwice(cluster);
            }

            foreach (var service in cluster.List<V1Service>())
            {
                cluster.Delete<V1Service>("default", service.Metadata.Name);
            }

            // Everything was given back: every address can be had again.
            for (var i = 1; i <= 14; i++)
            {
                cluster.Apply(TestCluster.Service($"z{i}", $"clusterIP: 10.96.0.{i}\nports: [{{port: 80}}]"));
            }

            for (var i = 0; i < 10; i++)
            {
                cluster.Apply(TestCluster.Service($"z{i + 1}", $"type: NodePort\nclusterIP: 10.96.0.{i + 1}\nports: [{{port: 80, nodePort: {30000 + i}}}]"));
            }
        }));
    }

    private static void Take(ClusterApi cluster, Attempt attempt)
    {
        var name = $"s{attempt.Service}";
        var address = attempt.Wanted == 0 ? "" : $"clusterIP: 10.96.0.{attempt.Wanted}\n";
        var port = attempt.Wanted == 0 ? "" : $", nodePort: {30000 + attempt.Wanted}";
        var spec = attempt.Action switch
        {
            0 => $"{address}ports: [{{port: 80}}]",
            1 => $"type: NodePort\n{address}ports: [{{port: 80{port}}}]",
            2 => "type: LoadBalancer\nexternalTrafficPolicy: Local\nports: [{port: 80}]",
            3 => "type: ExternalName\nexternalName: example.com\nports: [{port: 80}]",
            _ => null,
        };
        try
        {
            if (spec is null)
            {
                cluster.Delete<V1Service>("default", name);
            }
            else
            {
                cluster.Apply(TestCluster.Service(name, spec));
            }
        }
        catch (Exception refusal) when (refusal is ClusterApiException or ManifestException)
        {
            // A refused write is fine; what it leaves behind is checked.
        }
    }

    private static void CheckThatNothingIsHeldTwice(ClusterApi cluster)
    {
        var services = cluster.List<V1Service>();
        var addresses = services.SelectMany(service => service.Spec.ClusterIPs ?? []).ToArray();
        Assert.Equal(addresses.Distinct().Count(), addresses.Length);
        var ports = services.SelectMany(service => (service.Spec.Ports ?? []).Select(port => port.NodePort ?? 0).Append(service.Spec.HealthCheckNodePort ?? 0))
            .Where(port => port != 0).ToArray();
        Assert.Equal(ports.Distinct().Count(), ports.Length);
    }
}
