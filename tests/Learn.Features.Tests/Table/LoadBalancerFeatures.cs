using System.Text.Json;

namespace Learn.Features.Tests;

/// <summary>Services of type LoadBalancer, with the lab's stand-in for a cloud.</summary>
internal static class LoadBalancerFeatures
{
    private const string Address = "http://203.0.113.1";

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("loadbalancer", "LoadBalancer")
        {
            Idea = "Two draws by lot: the balancer chooses a node, the node a Pod",
            Try = new("client", "curl -s http://203.0.113.1/hostname") { Prints = "web-" },
            Sees = "an address in <code>status.loadBalancer</code>; even shares; a node's address as source",
            Check = async scene =>
            {
                var result = await scene.CurlAsync(Address, "client", 300);
                Scene.AssertEvenly(result, "web-1", "web-2");
                string[] nodes = [.. scene.Lab.Nodes.Select(node => node.Name)];
                Scene.AssertSources(result, nodes.SelectMany(node => new[] { scene.NodeAddress(node), scene.GatewayOf(node) }));
                Assert.True(result.Samples.Select(sample => sample.SourceSeenByPod!.Address).Distinct().Count() > 2, "The balancer should use all nodes.");
            },
        },
        new("loadbalancer-local", "LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort")
        {
            Idea = "kube-proxy answers the balancer's health checks: only nodes with Pods get traffic",
            Try = new("client", "curl -s http://172.18.0.2:32100/healthz") { Prints = "\"localEndpoints\": 1" },
            Sees = "no request is lost, the client's address is kept; the node without a Pod says 503",
            Check = async scene =>
            {
                var result = await scene.CurlAsync(Address, "client", 300);
                Assert.Equal(300, result.Answered);
                Scene.AssertSources(result, scene.ClientAddress());
                Assert.Equal(["web-1", "web-2"], result.Samples.Select(sample => sample.Pod).Distinct().Order());

                var empty = await scene.RunAsync("client", "curl -s -w %{http_code} http://172.18.0.4:32100/healthz");
                Assert.EndsWith("503", empty.OutputText, StringComparison.Ordinal);
                using var answer = JsonDocument.Parse(empty.OutputText[..^3]);
                Assert.Equal(0, answer.RootElement.GetProperty("localEndpoints").GetInt32());

                // When its last Pod goes, a node is taken out.
                await scene.Lab.DeleteAsync("pod", "web-1", cancellationToken: Scene.Cancel);
                Scene.AssertEvenly(await scene.CurlAsync(Address, "client", 50), "web-2");
            },
        },
        new("loadbalancer-source-ranges", "loadBalancerSourceRanges")
        {
            Idea = "The firewall chain: who is not in a range is dropped, not refused",
            Try = new("client", "curl -s http://203.0.113.1/hostname") { Prints = "web-" },
            Sees = "the client is served; the stranger's curl times out; Pods and nodes are let in by the ranges too, or not",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync(Address, "client", 100), "web-1", "web-2");
                Scene.AssertDropped(await scene.CurlAsync(Address, "stranger"));

                await scene.ApplyAsync("""
                    apiVersion: v1
                    kind: Service
                    metadata: {name: web}
                    spec:
                      selector: {app: web}
                      type: LoadBalancer
                      loadBalancerSourceRanges: [172.18.100.2/32]
                      ports: [{port: 80}]
                    """);
                Scene.AssertDropped(await scene.CurlAsync(Address, "client"));
                Scene.AssertEvenly(await scene.CurlAsync(Address, "stranger", 100), "web-1", "web-2");
            },
        },
        new("loadbalancer-short-cut", "Short cut to the load balancer's address")
        {
            Idea = "A Pod's packets to the balancer never get there: its own node sends them to a Pod, whatever the policy says",
            Try = new("pod/tester", "curl -s http://203.0.113.1/hostname") { Prints = "web-1" },
            Sees = "the Pod on the other node answers, though the policy is Local and this node has none; the asking Pod's address is kept",
            Check = async scene =>
            {
                var result = await scene.CurlAsync(Address, "pod/tester", 50);
                Scene.AssertEvenly(result, "web-1");
                Scene.AssertSources(result, scene.PodAddress("tester"));
            },
        },
        new("loadbalancer-ip-mode-proxy", "ipMode: Proxy")
        {
            Idea = "Where the balancer must see each connection (TLS, PROXY protocol), kube-proxy keeps its hands off the address",
            Try = new("pod/tester", "curl -s --connect-timeout 1 http://203.0.113.1/") { ExitCode = 28 },
            Sees = "no rule names the address; here, where the lab's balancer serves only the outside, the Pod's packets are lost",
            Check = async scene =>
            {
                Assert.DoesNotContain("203.0.113.1", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal);
                Assert.Equal(0, (await scene.CurlAsync(Address, "pod/tester")).Answered);
            },
        },
        new("loadbalancer-dual-stack", "Several addresses of one load balancer")
        {
            Idea = "Each address in the status has rules of its own, IPv4 in iptables, IPv6 in ip6tables",
            Try = new("client", "curl -s http://[2001:db8:203::1]/hostname") { Prints = "web-" },
            Sees = "both addresses lead to both Pods",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync(Address, "client", 150), "web-1", "web-2");
                Scene.AssertEvenly(await scene.CurlAsync("http://[2001:db8:203::1]", "client", 150), "web-1", "web-2");
            },
        },
    ];
}
