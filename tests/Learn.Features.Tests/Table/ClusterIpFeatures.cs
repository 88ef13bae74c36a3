using System.Net;

namespace Learn.Features.Tests;

/// <summary>Cluster IPs, asked from inside and outside.</summary>
internal static class ClusterIpFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("clusterip", "ClusterIP")
        {
            Idea = "Nobody listens on the address; each new connection draws a Pod by lot",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "a third of the requests at each Pod, and the asking Pod's own address as source",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://web", "pod/tester", 300);
                Scene.AssertEvenly(result, "web-1", "web-2", "web-3");
                Scene.AssertSources(result, scene.PodAddress("tester"));
                Scene.AssertPredicted(result);
                Assert.NotEqual(0, (await scene.RunAsync("pod/tester", "ping -c 1 -W 1 web")).ExitCode);
            },
        },
        new("from-node", "ClusterIP from a node")
        {
            Idea = "The OUTPUT chain, and who is a stranger: a node's own address is none of the Pods'",
            Try = new("node/node-2", "curl -s http://10.96.10.10/clientip") { Prints = ":" },
            Sees = "the node's packets are masqueraded: its Pods see the bridge's address, the others the node's",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://10.96.10.10", "node/node-2", 300);
                Scene.AssertEvenly(result, "web-1", "web-2", "web-3");
                Scene.AssertSources(result, scene.NodeAddress("node-2"), scene.GatewayOf("node-2"));
                Scene.AssertPredicted(result);
            },
        },
        new("hairpin", "Hairpin")
        {
            Idea = "A Pod can reach itself through its Service, because its own KUBE-SEP chain marks it for masquerading",
            Try = new("pod/web-1", "curl -s http://web/clientip") { Prints = "10.244.0.1:" },
            Sees = "the Pod answers itself, and sees the bridge's address as source",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://web", "pod/web-1", 50);
                Scene.AssertEvenly(result, "web-1");
                Scene.AssertSources(result, scene.GatewayOf("node-1"));
                Scene.AssertPredicted(result);
            },
        },
        new("own-service", "A Pod asks its own Service")
        {
            Idea = "Among three endpoints, one in three requests is a hairpin",
            Try = new("pod/web-1", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "a third of the requests comes back to the asking Pod; only those are masqueraded",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://web", "pod/web-1", 300);
                Scene.AssertEvenly(result, "web-1", "web-2", "web-3");
                Assert.All(result.Samples, sample => Assert.Equal(
                    sample.Pod == "web-1" ? scene.GatewayOf("node-1") : scene.PodAddress("web-1"), sample.SourceSeenByPod!.Address));
            },
        },
        new("clusterip-from-outside", "ClusterIP from outside")
        {
            Idea = "With a route to any node a cluster IP works from outside; clusterCIDR says who is outside",
            Try = new("client", "ip route add 10.96.0.0/12 via 172.18.0.2"),
            Sees = "then <code>curl 10.96.10.10</code> works on the client, and the Pods see the node's address",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://10.96.10.10", "client", 200);
                Scene.AssertEvenly(result, "web-1", "web-2");
                Scene.AssertSources(result, scene.NodeAddress("node-1"), scene.GatewayOf("node-1"));
            },
        },
        new("named-ports", "Named target ports")
        {
            Idea = "targetPort: http means what each Pod calls http",
            Try = new("pod/tester", "curl -s http://web/") { Prints = "Hello from web-" },
            Sees = "one Pod answers on 8080, the other on 9090",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2");
                string rules = await scene.Lab.IptablesSaveAsync(table: "nat", cancellationToken: Scene.Cancel);
                Assert.Contains($"--to-destination {scene.PodAddress("web-1")}:8080", rules, StringComparison.Ordinal);
                Assert.Contains($"--to-destination {scene.PodAddress("web-2")}:9090", rules, StringComparison.Ordinal);
            },
        },
        new("multi-port", "Several ports")
        {
            Idea = "port, targetPort, nodePort are three numbers; each port of a Service has chains of its own",
            Try = new("pod/tester", "curl -s http://web:9000/") { Prints = "port 9090" },
            Sees = "port 80 leads to 8080, port 9000 to 9090, any other is refused or unreachable",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web:80", "pod/tester", 100), "web-1", "web-2");
                Scene.AssertEvenly(await scene.CurlAsync("http://web:9000", "pod/tester", 100), "web-1", "web-2");
                Assert.Equal(0, (await scene.CurlAsync("http://web:8080", "pod/tester")).Answered);
            },
        },
        new("ipv6", "IPv6 alone")
        {
            Idea = "ip6tables has the same chains with the same kind of rules",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "the same shares; the source address is an IPv6 one",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://web", "pod/tester", 200);
                Scene.AssertEvenly(result, "web-1", "web-2");
                Scene.AssertSources(result, scene.PodAddress("tester"));
                Assert.Contains(":", scene.PodAddress("tester").ToString(), StringComparison.Ordinal);
            },
        },
        new("dual-stack", "Dual stack")
        {
            Idea = "Two addresses, two rule sets, the same Pods; the client chooses",
            Try = new("pod/tester", "curl -s -6 http://web/clientip") { Prints = "[fd00:10:244:" },
            Sees = "<code>curl -4</code> and <code>curl -6</code> both reach both Pods",
            Check = async scene =>
            {
                foreach (string address in scene.Lab.Get<k8s.Models.V1Service>("web")!.Spec.ClusterIPs)
                {
                    var result = await scene.CurlAsync(address.Contains(':', StringComparison.Ordinal) ? $"http://[{address}]" : $"http://{address}", "pod/tester", 150);
                    Scene.AssertEvenly(result, "web-1", "web-2");
                    Assert.All(result.Samples, sample => Assert.Equal(IPAddress.Parse(address).AddressFamily, sample.SourceSeenByPod!.AddressFamily));
                }
            },
        },
    ];
}
