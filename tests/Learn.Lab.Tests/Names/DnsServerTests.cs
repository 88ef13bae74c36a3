using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;

namespace Learn.Tests.Names;

/// <summary>The server asked by the real dig, over UDP and TCP, IPv4 and IPv6.</summary>
public sealed class DnsServerTests(DnsServerFixture fixture) : IClassFixture<DnsServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "+notcp")]
    [InlineData("127.0.0.1", "+tcp")]
    [InlineData("::1", "+notcp")]
    [InlineData("::1", "+tcp")]
    public async Task Dig_is_answered_over_each_protocol_and_family(string server, string protocol)
    {
        string whole = await fixture.DigAsync($"@{server}", protocol, "KuberNetes.default.svc.cluster.local", "A");

        Assert.Contains("status: NOERROR", whole, StringComparison.Ordinal);
        Assert.Contains("flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1", whole, StringComparison.Ordinal);
        Assert.Contains("; EDNS: version: 0, flags:; udp: 1232", whole, StringComparison.Ordinal);
        Assert.Matches(@"KuberNetes\.default\.svc\.cluster\.local\.\s+30\s+IN\s+A\s+10\.3\.0\.1", whole);
    }

    [Theory]
    [InlineData("10.3.0.1", "kubernetes.default.svc.cluster.local")]
    [InlineData("fd00:10:96::2 six.default.svc.cluster.local AAAA", "dual.default.svc.cluster.local AAAA dual.default.svc.cluster.local")]
    [InlineData("kubernetes.default.svc.cluster.local.", "-x 10.3.0.1")]
    [InlineData("dual.default.svc.cluster.local.", "-x fd00:10:96::2")]
    [InlineData("0 100 443 kubernetes.default.svc.cluster.local.", "_https._tcp.kubernetes.default.svc.cluster.local SRV")]
    [InlineData("\"1.1.0\"", "dns-version.cluster.local TXT")]
    [InlineData("near.default.svc.cluster.local.\nDual.default.svc.cluster.local.\n10.3.0.2", "nearer.default.svc.cluster.local")]
    [InlineData("", "nobody.default.svc.cluster.local")]
    [InlineData("10.3.0.1", "+noedns kubernetes.default.svc.cluster.local")]
    public async Task Dig_in_short(string answer, string question)
    {
        // The row with two questions asks the first only; its answer has no line for the second.
        string[] words = question.Split(' ');
        if (words.Length == 3)
        {
            words = words[..2];
            answer = answer.Split(' ')[0];
        }

        Assert.Equal(answer, await fixture.DigAsync(["@127.0.0.1", "+short", .. words]));
    }

    [Fact]
    public async Task A_name_without_answer_comes_with_the_SOA_record_and_one_outside_with_the_reason()
    {
        string inside = await fixture.DigAsync("@127.0.0.1", "nobody.default.svc.cluster.local");
        Assert.Contains("status: NXDOMAIN", inside, StringComparison.Ordinal);
        Assert.Contains("ns.dns.cluster.local. hostmaster.cluster.local.", inside, StringComparison.Ordinal);

        string outside = await fixture.DigAsync("@127.0.0.1", "www.example.com");
        Assert.Contains("status: NXDOMAIN", outside, StringComparison.Ordinal);
        Assert.Contains("EDE: 22 (No Reachable Authority): (the lab has no internet", outside, StringComparison.Ordinal);
        Assert.Contains("flags: qr rd ra;", outside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+edns=1 +noednsnegotiation kubernetes.default.svc.cluster.local", "BADVERS")]
    [InlineData("version.bind TXT CH", "REFUSED")]
    [InlineData("+opcode=status kubernetes.default.svc.cluster.local", "NOTIMP")]
    public async Task What_it_does_not_do_it_says(string question, string status)
        => Assert.Contains($"status: {status}", await fixture.DigAsync(["@127.0.0.1", .. question.Split(' ')]), StringComparison.Ordinal);

    [Fact]
    public async Task A_long_answer_is_cut_over_UDP_and_whole_over_TCP()
    {
        const int Count = 200;
        fixture.Zone = DnsZone.Of(
            [NameObjects.Service("many", "default", ["None"], ("http", "TCP", 80))],
            [NameObjects.Slice("many", [("http", "TCP", 80)], [.. Enumerable.Range(1, Count).Select(number => ($"10.244.1.{number}", (string?)null, (bool?)true))])]);
        try
        {
            string small = await fixture.DigAsync("@127.0.0.1", "+ignore", "+noedns", "many.default.svc.cluster.local");
            Assert.Contains("flags: qr aa tc rd;", small, StringComparison.Ordinal);
            Assert.InRange(Size(small), 300, 512);

            string larger = await fixture.DigAsync("@127.0.0.1", "+ignore", "+bufsize=4096", "many.default.svc.cluster.local");
            Assert.Contains("flags: qr aa tc rd;", larger, StringComparison.Ordinal);
            Assert.InRange(Size(larger), 1000, 1232);

            // As resolvers do, dig asks again over TCP.
            string[] all = (await fixture.DigAsync("@127.0.0.1", "+short", "many.default.svc.cluster.local")).Split('\n');
            Assert.Equal(Count, all.Count(line => IPAddress.TryParse(line, out _)));
            Assert.NotEqual(all, (await fixture.DigAsync("@127.0.0.1", "+short", "many.default.svc.cluster.local")).Split('\n'));
        }
        finally
        {
            fixture.Zone = NameObjects.Zone;
        }

        static int Size(string text) => int.Parse(text.Split("MSG SIZE  rcvd: ")[1].Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Queries_are_counted_and_can_be_followed()
    {
        var questions = fixture.Log.FollowAsync(Cancel).GetAsyncEnumerator(Cancel);
        long before = fixture.Metrics.Requests("NAPTR");
        await fixture.DigAsync("@::1", "+tcp", "Nobody.default.svc.cluster.local", "NAPTR");

        do
        {
            Assert.True(await questions.MoveNextAsync());
        }
        while (questions.Current.Type != "NAPTR");

        var seen = questions.Current;
        await questions.DisposeAsync();
        Assert.Equal(("Nobody.default.svc.cluster.local", "NXDOMAIN", true, IPAddress.IPv6Loopback), (seen.Name, seen.Code, seen.IsTcp, seen.Client.Address));
        Assert.Contains(seen, fixture.Log.Recent);
        Assert.Equal(before + 1, fixture.Metrics.Requests("NAPTR"));
        Assert.Contains("coredns_dns_requests_total{family=\"2\",proto=\"tcp\",server=\"dns://:53\",view=\"\",zone=\".\",type=\"NAPTR\"} ", fixture.Metrics.Text(), StringComparison.Ordinal);
    }

    /// <summary>Noise, cut and mutated queries: whatever comes, the server goes on, and what it says can be read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20260101)]
    public async Task Ten_thousand_broken_messages_do_it_no_harm(int seed)
    {
        var random = new Random(seed);
        using var socket = await fixture.Host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, Cancel);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 53), Cancel);
        for (int batch = 0; batch < 100; batch++)
        {
            for (int i = 0; i < 100; i++)
            {
                await socket.SendAsync(BrokenMessages.Next(random), SocketFlags.None, Cancel);
            }

            Assert.True(await StillAnswersAsync(socket), $"seed {seed}, batch {batch}");
        }

        Assert.Equal("10.3.0.1", await fixture.DigAsync("@127.0.0.1", "+short", "kubernetes.default.svc.cluster.local"));
    }

    [Fact]
    public async Task A_thousand_broken_connections_do_it_no_harm()
    {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++)
        {
            using var socket = await fixture.Host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp, Cancel);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 53), Cancel);
            var message = BrokenMessages.Next(random);
            byte[] framed = [(byte)(message.Length >> 8), (byte)message.Length, .. message];
            await socket.SendAsync(framed.AsMemory(0, random.Next(framed.Length + 1)), SocketFlags.None, Cancel);
        }

        Assert.Equal("10.3.0.1", await fixture.DigAsync("@127.0.0.1", "+tcp", "+short", "kubernetes.default.svc.cluster.local"));
    }

    // Everything that comes back can be read, and the answer to a good question is among it. A datagram may be lost where many wait to be
    // taken: then the question is asked again, as resolvers do.
    private static async Task<bool> StillAnswersAsync(Socket socket)
    {
        var buffer = new byte[65535];
        for (int attempt = 0; attempt < 10; attempt++)
        {
            await socket.SendAsync(BrokenMessages.GoodQuestion, SocketFlags.None, Cancel);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            try
            {
                while (true)
                {
                    int length = await socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
                    var message = DnsMessage.Parse(buffer.AsSpan(0, length).ToArray());
                    Assert.False(message.IsQuery);
                    if (message.TransactionID == BrokenMessages.GoodId)
                    {
                        return message.AnswerRecords.Count == 1;
                    }
                }
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                // Once more.
            }
        }

        return false;
    }
}
