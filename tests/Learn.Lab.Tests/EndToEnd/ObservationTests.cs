using System.Buffers.Binary;

namespace Learn.Tests.EndToEnd;

/// <summary>What the kernel counts, remembers and shows, seen through the real programs.</summary>
public sealed class ObservationTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counters_tell_how_many_connections_each_endpoint_got()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 2)));
        CurlResult? result = null;

        var changes = await scene.Lab.CountRulesAsync(async () => result = await scene.Lab.CurlAsync("http://my-service", 101, cancellationToken: Cancel), cancellationToken: Cancel);

        // Name lookups are connections too, to another Service.
        changes = changes.Of("default/my-service");
        Assert.Equal(101u, changes.PacketsTo("KUBE-SEP-"));
        var perEndpoint = changes.Changes.Where(c => c.Rule.Leads.StartsWith("KUBE-SEP-", StringComparison.Ordinal)).Select(c => (int)c.Since.Packets);
        Assert.Equal(result!.Outcomes.Select(o => o.Count).Order(), perEndpoint.Order());
    }

    [Fact]
    public async Task A_capture_is_a_file_with_every_packet_of_a_connection()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pcap");
        try
        {
            CaptureSummary summary;
            await using (var capture = await scene.Lab.CaptureAsync("pod/my-app-1", file, "tcp port 8080", cancellationToken: Cancel))
            {
                Assert.Equal(3, (await scene.Lab.CurlAsync("http://my-service", 3, cancellationToken: Cancel)).Answered);

                // The last packets of a connection pass after curl has what it wants.
                summary = await capture.StopAsync();
                Assert.Same(summary, await capture.StopAsync());
            }

            var lines = await scene.Lab.ReadCaptureAsync(file, Cancel);
            Assert.Equal(0xa1b2c3d4u, BinaryPrimitives.ReadUInt32LittleEndian(await File.ReadAllBytesAsync(file, Cancel)));
            Assert.InRange(summary.Packets, 3 * 5, 3 * 12);
            Assert.Equal(summary.Packets, lines.Count);
            Assert.Equal(3, lines.Count(line => line.Contains("Flags [S],", StringComparison.Ordinal)));
            Assert.Contains(lines, line => line.Contains("GET / HTTP/1.1", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_filter_that_tcpdump_does_not_understand_is_refused_with_its_words()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pcap");
        try
        {
            var error = await Assert.ThrowsAsync<LabException>(() => fixture.Lab.CaptureAsync("client", file, "no such filter", cancellationToken: Cancel));

            Assert.Contains("tcpdump", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
