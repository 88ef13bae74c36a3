namespace Learn.Features.Tests;

/// <summary>Node ports and external IPs.</summary>
internal static class NodePortFeatures
{
    private const int Port = 30080;

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("nodeport-cluster", "NodePort, externalTrafficPolicy: Cluster")
        {
            Idea = "Every node opens the port, and hides who asked so that answers find their way back",
            Try = new("client", "curl -s http://172.18.0.4:30080/clientip") { Prints = "172.18.0.4:" },
            Sees = "all nodes serve all Pods; the Pods see the node that was asked, not the client",
            Check = async scene =>
            {
                foreach (var node in scene.Lab.Nodes)
                {
                    var result = await scene.CurlAsync($"http://{scene.NodeAddress(node.Name)}:{Port}", "client", 100);
                    Scene.AssertEvenly(result, "web-1", "web-2");
                    Scene.AssertSources(result, scene.NodeAddress(node.Name), scene.GatewayOf(node.Name));
                }
            },
        },
        new("nodeport-local", "NodePort, externalTrafficPolicy: Local")
        {
            Idea = "The price of keeping the client's address: only nodes with Pods answer",
            Try = new("client", "curl -s http://172.18.0.2:30080/clientip") { Prints = "172.18.100.1:" },
            Sees = "the Pod sees the client; a node without a Pod drops the packets, and curl times out",
            Check = async scene =>
            {
                var local = await scene.CurlAsync($"http://{scene.NodeAddress("node-2")}:{Port}", "client", 50);
                Scene.AssertEvenly(local, "web-2");
                Scene.AssertSources(local, scene.ClientAddress());
                Scene.AssertDropped(await scene.CurlAsync($"http://{scene.NodeAddress("node-3")}:{Port}", "client"));

                // A node's own processes are no outsiders: the policy does not hold for them.
                Scene.AssertEvenly(await scene.CurlAsync($"http://{scene.NodeAddress("node-3")}:{Port}", "node/node-3", 100), "web-1", "web-2");
            },
        },
        new("nodeport-localhost", "NodePort on localhost")
        {
            Idea = "route_localnet makes 127.0.0.1 an address like any other, for IPv4 in iptables mode only",
            Try = new("node/node-1", "curl -s http://127.0.0.1:30080/clientip") { Prints = "10.244.0.1:" },
            Sees = "the node port answers, masqueraded: a packet from 127.0.0.1 may not leave the machine",
            Check = async scene =>
            {
                var result = await scene.CurlAsync($"http://127.0.0.1:{Port}", "node/node-1", 20);
                Scene.AssertEvenly(result, "web-1");
                Scene.AssertSources(result, scene.GatewayOf("node-1"));
                Assert.Equal("1", (await scene.RunAsync("node/node-1", "cat /proc/sys/net/ipv4/conf/all/route_localnet")).OutputText.Trim());
            },
        },
        new("external-ips", "externalIPs")
        {
            Idea = "Any node takes packets to the address for its own; bringing them there is somebody else's work",
            Try = new("client", "curl -s http://198.51.100.7/hostname") { Prints = "web-" },
            Sees = "both Pods answer; the Pods see the node that the route led to",
            Check = async scene =>
            {
                var result = await scene.CurlAsync("http://198.51.100.7", "client", 200);
                Scene.AssertEvenly(result, "web-1", "web-2");
                Scene.AssertSources(result, scene.NodeAddress("node-1"), scene.NodeAddress("node-2"), scene.GatewayOf("node-1"), scene.GatewayOf("node-2"));
            },
        },
    ];
}
