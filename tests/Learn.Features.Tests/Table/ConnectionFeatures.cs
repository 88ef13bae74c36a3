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
                foreach (var version in new[] { CurlHttpVersion.Http11, CurlHttpVersion.Http2PriorKnowledge })
                {
                    var kept = await scene.Lab.CurlAsync(
                        new CurlRequest { Url = "http://web", Count = 200, KeepAlive = true, HttpVersion = version, From = "pod/tester" }, cancellationToken: Scene.Cancel);
                    Assert.Equal(200, kept.Answered);
                    Assert.Single(kept.Samples.Select(sample => sample.Pod).Distinct());
                    Assert.Equal(version == CurlHttpVersion.Http11 ? "1.1" : "2", kept.Samples[0].HttpVersion);
                }

                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2", "web-3");
            },
        },
    ];
}
