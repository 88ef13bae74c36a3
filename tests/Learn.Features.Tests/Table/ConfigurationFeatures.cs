namespace Learn.Features.Tests;

/// <summary>What fields of KubeProxyConfiguration change.</summary>
internal static class ConfigurationFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("masquerade-all", "masqueradeAll")
        {
            Idea = "The blunt way: no Pod ever learns who asked it through a cluster IP",
            Try = new("pod/tester", "curl -s http://web/clientip") { Prints = ":" },
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
        new("masquerade-bit", "masqueradeBit")
        {
            Idea = "KUBE-MARK-MASQ marks, KUBE-POSTROUTING masquerades: they only have to agree on a bit that nobody else uses",
            Try = new("node/node-1", "iptables -t nat -S KUBE-MARK-MASQ") { Prints = "0x100000/0x100000" },
            Sees = "another mark in both chains; requests of the node are masqueraded as before",
            Check = async scene =>
            {
                string address = scene.Lab.Get<k8s.Models.V1Service>("web")!.Spec.ClusterIP;
                Scene.AssertSources(await scene.CurlAsync($"http://{address}", "node/node-1", 10), scene.GatewayOf("node-1"));
                Assert.Contains("0x100000", (await scene.RunAsync("node/node-1", "iptables -t nat -S KUBE-POSTROUTING")).OutputText, StringComparison.Ordinal);
            },
        },
        new("detect-local-interface-prefix", "detectLocalMode: InterfaceNamePrefix")
        {
            Idea = "The beginning of an interface's name tells who is a Pod",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "as with the bridge: packets that come in through cbr0 keep their source",
            Check = scene => KeepsPodsApartAsync(scene, "-i cbr+"),
        },
        new("min-sync-period", "minSyncPeriod")
        {
            Idea = "Changes are collected: after two syncs in a row the third waits for its turn",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "of three Pods deleted one after another, the last stays in the rules for some seconds",
            Check = async scene =>
            {
                foreach (string pod in new[] { "web-1", "web-2", "web-3" })
                {
                    await scene.Lab.Pod(pod).SetReady(false, Scene.Cancel);
                }

                var syncs = scene.Lab.Syncs();
                Assert.True(syncs[^1].EndedAt - syncs[^2].EndedAt >= TimeSpan.FromSeconds(2), $"The last two of {syncs.Count} syncs followed each other without a pause.");
                Scene.AssertRefused(await scene.CurlAsync("http://web", "pod/tester"));
            },
        },
        new("deleted-rule", "A rule deleted by hand")
        {
            Idea = "kube-proxy does not look whether its rules are still there; which of them come back depends on what changes next",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "a rule of a shared chain is back with the next change of any Service, one of a Service's own chain when that Service changes",
            Check = async scene =>
            {
                string rules = (await scene.RunAsync("node/node-1", "iptables -t nat -S KUBE-SERVICES")).OutputText;
                string shared = rules.Split('\n').Single(line => line.Contains("default/web", StringComparison.Ordinal)).Trim();
                string chain = shared[(shared.LastIndexOf(' ') + 1)..];
                await scene.RunAsync("node/node-1", "iptables -t nat -F KUBE-SERVICES");
                await scene.RunAsync("node/node-1", $"iptables -t nat -D {chain} 1");
                Assert.Equal(0, (await scene.CurlAsync("http://web", "pod/tester")).Answered);

                // Another Service changes: the shared chains are written whole, the Service's own chain is left alone.
                await scene.ApplyAsync("apiVersion: v1\nkind: Service\nmetadata: {name: other}\nspec: {selector: {app: web}, ports: [{port: 81, targetPort: 80}]}\n");
                Assert.Contains(chain, (await scene.RunAsync("node/node-1", "iptables -t nat -S KUBE-SERVICES")).OutputText, StringComparison.Ordinal);
                int left = Count(await scene.RunAsync("node/node-1", $"iptables -t nat -S {chain}"));

                await scene.Lab.Pod("web-2").SetReady(false, Scene.Cancel);
                await scene.Lab.Pod("web-2").SetReady(true, Scene.Cancel);
                Assert.Equal(left + 1, Count(await scene.RunAsync("node/node-1", $"iptables -t nat -S {chain}")));
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 100), "web-1", "web-2");

                static int Count(Sandbox.CommandResult listing) => listing.OutputText.Split('\n').Count(line => line.StartsWith("-A", StringComparison.Ordinal));
            },
        },
        new("health-and-metrics", "healthz and metrics")
        {
            Idea = "kube-proxy says how it is: to load balancers on port 10256, to Prometheus on 10249 of the node alone",
            Try = new("client", "curl -s http://172.18.0.2:10256/healthz") { Prints = "\"nodeEligible\": true" },
            Sees = "a JSON answer; on the node, metrics by kube-proxy's own names",
            Check = async scene =>
            {
                string metrics = (await scene.RunAsync("node/node-1", "curl -s http://127.0.0.1:10249/metrics")).OutputText;
                Assert.Contains("kubeproxy_sync_proxy_rules_duration_seconds_count", metrics, StringComparison.Ordinal);
                Assert.Contains("kubeproxy_sync_proxy_rules_iptables_total{table=\"nat\"}", metrics, StringComparison.Ordinal);
                Assert.Equal(7, (await scene.RunAsync("client", "curl -s http://172.18.0.2:10249/metrics")).ExitCode);
                Assert.Contains("lastUpdated", (await scene.RunAsync("client", "curl -s http://172.18.0.3:10256/livez")).OutputText, StringComparison.Ordinal);
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
