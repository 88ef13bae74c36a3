using System.Net.Sockets;
using k8s.Models;

namespace Learn.Tests.EndToEnd;

/// <summary>Three nodes in two zones, both families: what walking the rules of all nodes on the way predicts is what happens.</summary>
public sealed class AcrossNodesTests(AcrossNodesTests.ThreeNodes fixture) : IClassFixture<AcrossNodesTests.ThreeNodes>
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: LoadBalancer
          ipFamilyPolicy: PreferDualStack
          selector: {app: web}
          ports:
            - {name: http, port: 80, targetPort: 8080, nodePort: 30080}
            - {name: ask, protocol: UDP, port: 53, targetPort: 5353, nodePort: 30053}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, AddressFamily> Ways => new()
    {
        { "toolbox", "service", AddressFamily.InterNetwork },
        { "toolbox", "service", AddressFamily.InterNetworkV6 },
        { "pod/web-1", "service", AddressFamily.InterNetwork },
        { "node/node-2", "service", AddressFamily.InterNetwork },
        { "node/node-2", "service", AddressFamily.InterNetworkV6 },
        { "client", "node-3", AddressFamily.InterNetwork },
        { "client", "node-3", AddressFamily.InterNetworkV6 },
        { "toolbox", "node-3", AddressFamily.InterNetwork },
        { "client", "balancer", AddressFamily.InterNetwork },
        { "client", "balancer", AddressFamily.InterNetworkV6 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Shares_and_source_addresses_are_as_the_rules_say(string from, string to, AddressFamily family)
    {
        var (address, port) = fixture.AddressOf(to, family);
        string host = family == AddressFamily.InterNetworkV6 ? $"[{address}]" : address;

        var curl = await fixture.Lab.CurlAsync(new CurlRequest { Url = $"http://{host}:{port}", Count = 240, Concurrency = 2, From = from }, cancellationToken: Cancel);
        var udp = await fixture.Lab.UdpAsync(
            new UdpRequest { Target = address, Port = port == 80 ? 53 : 30053, Count = 120, Concurrency = 4, AskForSource = true, From = from }, cancellationToken: Cancel);

        Assert.True(curl.Answered == 240, curl.ToString());
        Assert.True(udp.Answered == 120, udp.ToString());
        Assert.Equal(4, curl.Outcomes.Length);
        Shares.AssertFits(curl);
        Shares.AssertFits(udp);
    }

    [Fact]
    public async Task Samples_say_the_zone_and_summaries_add_up()
    {
        var (address, _) = fixture.AddressOf("service", AddressFamily.InterNetwork);

        var result = await fixture.Lab.CurlAsync($"http://{address}", 120, cancellationToken: Cancel);

        Assert.All(result.Samples, s => Assert.Equal(s.Node == "node-2" ? "zone-b" : "zone-a", s.Zone));
        Assert.Equal(["zone-a", "zone-b"], result.ByZone.Rows.Select(r => r.Name));
        Assert.Equal(["node-1", "node-2", "node-3"], result.ByNode.Rows.Select(r => r.Name));
        Assert.Equal(120, result.ByNode.Rows.Sum(r => r.Count));
        Assert.All(result.ByNode.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    /// <summary>The lab.</summary>
    public sealed class ThreeNodes : IAsyncLifetime
    {
        /// <summary>The lab.</summary>
        public Lab Lab { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Lab = await Lab.StartAsync(new LabOptions { Nodes = LabOptions.NumberedNodes(3, "zone-a", "zone-b"), Addresses = AddressPlan.DualStack });
            var pods = Enumerable.Range(1, 4).Select(number => $$"""
                apiVersion: v1
                kind: Pod
                metadata: { name: web-{{number}}, labels: { app: web } }
                spec:
                  nodeName: node-{{Math.Min(number, 3)}}
                  containers:
                    - name: web
                      image: nginx
                      ports: [{containerPort: 8080}, {containerPort: 5353, protocol: UDP}]
                """);
            await Lab.ApplyAsync(Yaml.With([Service, .. pods]));
        }

        public ValueTask DisposeAsync() => Lab.DisposeAsync();

        /// <summary>The address and port of a place.</summary>
        public (string Address, int Port) AddressOf(string place, AddressFamily family)
        {
            var service = Lab.Get<V1Service>("web")!;
            var addresses = place switch
            {
                "service" => service.Spec.ClusterIPs,
                "balancer" => service.Status.LoadBalancer.Ingress.Select(i => i.Ip),
                _ => Lab.AddressesOf(place).Select(a => a.ToString()),
            };
            return (addresses.Single(a => a.Contains(':', StringComparison.Ordinal) == (family == AddressFamily.InterNetworkV6)), place is "service" or "balancer" ? 80 : 30080);
        }
    }
}
