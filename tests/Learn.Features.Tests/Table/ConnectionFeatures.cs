namespace Learn.Features.Tests;

/// <summary>Affinity, long connections, UDP, DNS.</summary>
internal static class ConnectionFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("session-affinity", "sessionAffinity: ClientIP")
        {
            Idea = "The match \"recent\" remembers who went where; the clock starts anew with each connection",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "one Pod answers as long as requests come less than two seconds apart, for however long; after a pause the lot is drawn again",
            Check = async scene =>
            {
                // Longer than the timeout, but with requests all the time.
                var steady = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://web", Count = 30, RequestsPerSecond = 10, From = "pod/tester" }, cancellationToken: Scene.Cancel);
                Assert.Single(steady.Samples.Select(sample => sample.Pod).Distinct());

                // Of 30 draws among four Pods all are the same once in 4^29 times.
                string first = steady.Samples[0].Pod!;
                await Scene.EventuallyAsync(
                    async () =>
                    {
                        await Task.Delay(TimeSpan.FromSeconds(3), Scene.Cancel);
                        return (await scene.CurlAsync("http://web", "pod/tester")).Samples[0].Pod != first;
                    },
                    "another Pod after a pause");
            },
        },
        new("long-lived-connection", "Long-lived connections")
        {
            Idea = "The rules see the first packet of a connection only: keep-alive, HTTP/2 and gRPC stay with one Pod",
            Try = new("pod/tester", "curl -s http://web/hostname http://web/hostname") { Prints = "web-" },
            Sees = "200 requests on one connection all go to one Pod; 200 connections are spread",
            Check = async scene =>
            {
                var kept = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://web", Count = 200, KeepAlive = true, From = "pod/tester" }, cancellationToken: Scene.Cancel);
                Assert.Equal(200, kept.Answered);
                Assert.Single(kept.Samples.Select(sample => sample.Pod).Distinct());

                // The gRPC surprise: HTTP/2 has one connection for everything, and a rule change does not move it.
                await using var connection = await scene.Lab.OpenConnectionAsync("pod/tester", "http://web", http2: true, cancellationToken: Scene.Cancel);
                for (int request = 0; request < 100; request++)
                {
                    await connection.SendAsync("/hostname", Scene.Cancel);
                }

                string pod = connection.Pod!;
                await scene.Lab.Pod(pod).SetReady(false, Scene.Cancel);
                await connection.SendAsync("/hostname", Scene.Cancel);
                Assert.All(connection.Samples, sample => Assert.Equal(pod, sample.Pod));
                await scene.Lab.Pod(pod).SetReady(true, Scene.Cancel);
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2", "web-3");
            },
        },
        new("udp", "UDP")
        {
            Idea = "Connection tracking makes flows of datagrams: one source port stays with one Pod",
            Try = new("pod/tester", "bash -c echo>/dev/udp/web/5000"),
            Sees = "probes from many ports are spread, probes from one port are not",
            Check = async scene =>
            {
                var spread = await scene.Lab.UdpAsync("web", 5000, 200, "pod/tester", Scene.Cancel);
                Assert.True(spread.Answered == 200, spread.ToString());
                var fit = GoodnessOfFitTest.Test([spread.CountOf("web-1"), spread.CountOf("web-2")], [0.5, 0.5]);
                Assert.True(fit.PValue > Scene.FalseAlarm, spread.ToString());

                var flow = await scene.Lab.UdpAsync(new UdpRequest { Target = "web", Port = 5000, Count = 50, From = "pod/tester", SourcePort = 40000 }, cancellationToken: Scene.Cancel);
                Assert.Equal(50, flow.Answered);
                Assert.Single(flow.Samples.Select(sample => sample.Pod).Distinct());
            },
        },
        new("udp-stale", "UDP after its endpoint died")
        {
            Idea = "The flow would go on to an address that nobody has; kube-proxy deletes it from connection tracking",
            Try = new("pod/tester", "bash -c echo>/dev/udp/web/5000"),
            Sees = "the flow moves to the other Pod as soon as its own is gone",
            Check = async scene =>
            {
                var request = new UdpRequest { Target = "web", Port = 5000, Count = 5, From = "pod/tester", SourcePort = 40000 };
                string first = (await scene.Lab.UdpAsync(request, cancellationToken: Scene.Cancel)).Samples[0].Pod!;
                await scene.Lab.DeleteAsync("pod", first, cancellationToken: Scene.Cancel);

                var moved = await scene.Lab.UdpAsync(request, cancellationToken: Scene.Cancel);
                Assert.True(moved.Answered == 5, moved.ToString());
                Assert.Equal(first == "web-1" ? "web-2" : "web-1", Assert.Single(moved.Samples.Select(sample => sample.Pod).Distinct()));
            },
        },
        new("two-protocols", "TCP and UDP on one port")
        {
            Idea = "The protocol is part of a chain's name: two ports, two chains, two addresses behind one number",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-1" },
            Sees = "both protocols reach the Pod; the Service has two KUBE-SVC chains",
            Check = async scene =>
            {
                Assert.Equal(5, (await scene.Lab.UdpAsync("web", 80, 5, "pod/tester", Scene.Cancel)).Answered);
                Assert.Equal(5, (await scene.CurlAsync("http://web", "pod/tester", 5)).Answered);
                string rules = await scene.Lab.IptablesSaveAsync(table: "nat", cancellationToken: Scene.Cancel);
                Assert.Equal(2, rules.Split('\n').Count(line => line.StartsWith("-A KUBE-SERVICES", StringComparison.Ordinal) && line.Contains("default/web", StringComparison.Ordinal)));
            },
        },
        new("dns", "DNS is a Service")
        {
            Idea = "A lookup is a UDP packet to 10.96.0.10, which the same rules translate",
            Try = new("pod/tester", "dig +search +short web") { Prints = "10." },
            Sees = "the counters of the kube-dns chains grow with each lookup; the flow is in connection tracking",
            Check = async scene =>
            {
                string address = scene.Lab.Get<k8s.Models.V1Service>("web")!.Spec.ClusterIP;
                foreach (string line in new[] { "dig +search +short web", "dig +short +tcp web.default.svc.cluster.local", "dig @10.96.0.10 +short web.default.svc.cluster.local" })
                {
                    Assert.Contains(address, (await scene.RunAsync("pod/tester", line)).OutputText, StringComparison.Ordinal);
                }

                Assert.Contains(address, (await scene.RunAsync("pod/tester", "getent hosts web")).OutputText, StringComparison.Ordinal);
                var flows = await scene.Lab.GetConnectionsAsync("node-2", cancellationToken: Scene.Cancel);
                Assert.Contains(flows, flow => flow.ToString()!.Contains("10.96.0.10", StringComparison.Ordinal));
            },
        },
        new("sctp", "SCTP")
        {
            Idea = "The third protocol: the rules are there, whether or not the machine's kernel speaks it",
            Try = new("node/node-1", "iptables -t nat -S KUBE-SERVICES") { Prints = "-p sctp" },
            Sees = "rules with <code>-p sctp</code>; nothing answers, for the lab's workload serves TCP and UDP",
            Check = async scene =>
                Assert.Contains($"-p sctp -m sctp -j DNAT --to-destination {scene.PodAddress("web-1")}:9999", (await scene.RunAsync("node/node-1", "iptables -t nat -S")).OutputText.Replace("-m comment --comment \"default/web\" ", "", StringComparison.Ordinal), StringComparison.Ordinal),
        },
    ];
}
