namespace Learn.Features.Tests;

/// <summary>What fields of KubeProxyConfiguration change.</summary>
internal static class ConfigurationFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("masquerade-all", "masqueradeAll")
        {
            Idea = "The blunt way: no Pod ever learns who asked it through a cluster IP",
            Try = new("pod/tester", "curl -s http://web/clientip") { Prints = "10.244.0." },
            Sees = "the Pods see node-1's addresses instead of the tester's",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://web", "pod/tester", 200);
                Scene.AssertEvenly(result, "web-1", "web-2");
                Scene.AssertSources(result, scene.GatewayOf("node-1"), scene.NodeAddress("node-1"));
            },
        },
        new("detect-local-bridge", "detectLocalMode: BridgeInterface")
        {
            Idea = "Instead of an address range, the interface tells who is a Pod",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "what comes through cbr0 keeps its source, what the node or the outside sends does not",
            Check = scene => KeepsPodsApartAsync(scene, "-i cbr0"),
        },
        new("detect-local-node-cidr", "detectLocalMode: NodeCIDR")
        {
            Idea = "Each node counts its own Pods only as Pods",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "the rules name 10.244.0.0/24 on node-1, 10.244.1.0/24 on node-2",
            Check = scene => KeepsPodsApartAsync(scene, "10.244.0.0/24"),
        },
        new("nodeport-addresses", "nodePortAddresses")
        {
            Idea = "Node ports need not be open on every address of a node",
            Try = new("client", "curl -s --connect-timeout 1 http://172.18.0.2:30080/") { ExitCode = 7 },
            Sees = "refused on the node's outer address, answered on the bridge's",
            Check = async scene =>
            {
                Scene.AssertRefused(await scene.CurlAsync($"http://{scene.NodeAddress("node-1")}:30080", "client", 5));
                Scene.AssertEvenly(await scene.CurlAsync($"http://{scene.GatewayOf("node-1")}:30080", "node/node-1", 20), "web-1");
            },
        },
        new("no-localhost-nodeports", "iptables.localhostNodePorts: false")
        {
            Idea = "Without route_localnet the door to 127.0.0.1 stays shut",
            Try = new("node/node-1", "curl -s http://127.0.0.1:30080/") { ExitCode = 7 },
            Sees = "127.0.0.1 refuses; the node's other addresses answer",
            Check = async scene =>
            {
                Scene.AssertRefused(await scene.CurlAsync("http://127.0.0.1:30080", "node/node-1", 5));
                Scene.AssertEvenly(await scene.CurlAsync($"http://{scene.NodeAddress("node-1")}:30080", "client", 20), "web-1");
            },
        },
        new("flush", "The canary, and the full sync after a flush")
        {
            Idea = "A flush of all tables is noticed by a missing chain; a single deleted rule is not",
            Try = new("node/node-1", "iptables -t nat -F KUBE-SERVICES"),
            Sees = "nothing comes back by itself; <code>iptables -F</code> and <code>-X</code> in mangle, nat and filter, and within a sync period all rules are back",
            Check = async scene =>
            {
                Assert.Equal(0, (await scene.CurlAsync("http://web", "pod/tester")).Answered);
                foreach (string table in new[] { "filter", "nat", "mangle" })
                {
                    await scene.RunAsync("node/node-1", $"iptables -t {table} -F");
                    await scene.RunAsync("node/node-1", $"iptables -t {table} -X");
                }

                await Scene.EventuallyAsync(async () => (await scene.CurlAsync("http://web", "pod/tester")).Answered == 1, "an answer after the full sync");
                Assert.True(scene.Lab.LastSync()!.Plan.IsFull);
            },
        },
        new("legacy-backend", "The legacy backend")
        {
            Idea = "iptables-legacy and iptables-nft: the same rules in two places of the kernel",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "the same shares; <code>nft list ruleset</code> shows nothing of it",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2", "web-3");
                Assert.DoesNotContain("KUBE-SVC", (await scene.RunAsync("node/node-1", "nft list ruleset")).OutputText, StringComparison.Ordinal);
            },
        },
    ];

    private static async Task KeepsPodsApartAsync(Scene scene, string words)
    {
        var fromPod = await scene.CurlAsync("http://10.96.10.10", "pod/tester", 200);
        Scene.AssertEvenly(fromPod, "web-1", "web-2");
        Scene.AssertSources(fromPod, scene.PodAddress("tester"));
        await scene.RunAsync("client", "ip route add 10.96.0.0/12 via 172.18.0.2");
        Scene.AssertSources(await scene.CurlAsync("http://10.96.10.10", "client", 50), scene.NodeAddress("node-1"), scene.GatewayOf("node-1"));
        Assert.Contains(words, await scene.Lab.IptablesSaveAsync("node-1", "nat", cancellationToken: Scene.Cancel), StringComparison.Ordinal);
    }
}
