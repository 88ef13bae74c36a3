using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

/// <summary>Lines that conntrack-tools 1.4.7 printed (<c>conntrack -L -o extended,id</c>), kept as they were.</summary>
public sealed class ConntrackParserTests
{
    private const string Recorded = """
        ipv4     2 tcp      6 116 TIME_WAIT src=10.244.0.5 dst=10.96.0.12 sport=40312 dport=80 src=10.244.1.7 dst=172.18.0.2 sport=8080 dport=40312 [ASSURED] mark=4 use=1 id=2644701222
        ipv4     2 udp      17 28 src=10.244.0.5 dst=10.96.0.10 sport=5353 dport=53 [UNREPLIED] src=10.96.0.10 dst=10.244.0.5 sport=53 dport=5353 mark=0 zone=7 use=1 id=2480934459
        ipv4     2 icmp     1 29 src=127.0.0.1 dst=127.0.0.1 type=8 code=0 id=95 src=127.0.0.1 dst=127.0.0.1 type=0 code=0 id=95 mark=0 use=1 id=3099738360
        ipv4     2 sctp     132 99 COOKIE_WAIT src=1.2.3.4 dst=5.6.7.8 sport=1000 dport=2000 [UNREPLIED] src=5.6.7.8 dst=1.2.3.4 sport=2000 dport=1000 mark=0 use=1 id=904328540
        conntrack v1.4.7 (conntrack-tools): 4 flow entries have been shown.
        ipv6     10 icmpv6   58 29 src=::1 dst=::1 type=128 code=0 id=96 src=::1 dst=::1 type=129 code=0 id=96 mark=0 use=1 id=3798352955
        """;

    [Fact]
    public void Entries_of_every_protocol_are_read()
    {
        var entries = ConntrackParser.Parse(Recorded);

        Assert.Equal(["tcp", "udp", "icmp", "sctp", "icmpv6"], entries.Select(e => e.Protocol));
        Assert.Equal([6, 17, 1, 132, 58], entries.Select(e => e.ProtocolNumber));
        Assert.Equal(["TIME_WAIT", null, null, "COOKIE_WAIT", null], entries.Select(e => e.State));
        Assert.Equal([2644701222u, 2480934459u, 3099738360u, 904328540u, 3798352955u], entries.Select(e => e.Id));
        Assert.Equal(AddressFamily.InterNetworkV6, entries[4].Family);
        Assert.All(entries.Take(4), e => Assert.Equal(AddressFamily.InterNetwork, e.Family));
        Assert.Equal((8, 0, 95), (entries[2].Original.IcmpType, entries[2].Original.IcmpCode, entries[2].Original.IcmpId));
        Assert.Equal((0, 95), (entries[2].Reply.IcmpType, entries[2].Reply.IcmpId));
        Assert.Equal(7, entries[1].Zone);
    }

    [Fact]
    public void A_translated_connection_shows_both_directions()
    {
        var entry = ConntrackParser.Parse(Recorded)[0];

        Assert.Equal(IPEndPoint.Parse("10.244.0.5:40312"), entry.Original.From);
        Assert.Equal(IPEndPoint.Parse("10.96.0.12:80"), entry.Original.To);
        Assert.Equal(IPEndPoint.Parse("10.244.1.7:8080"), entry.Reply.From);
        Assert.Equal(IPEndPoint.Parse("172.18.0.2:40312"), entry.Reply.To);
        Assert.True(entry.IsDestinationTranslated);
        Assert.True(entry.IsSourceTranslated);
        Assert.Equal(TimeSpan.FromSeconds(116), entry.Timeout);
        Assert.Equal(ConntrackStatus.Assured, entry.Status);
        Assert.Equal(4u, entry.Mark);
        Assert.Equal("tcp TIME_WAIT 10.244.0.5:40312 → 10.96.0.12:80, answered by 10.244.1.7:8080 → 172.18.0.2:40312", entry.ToString());
    }

    [Fact]
    public void An_unanswered_one_is_neither_translated_nor_assured()
    {
        var entry = ConntrackParser.Parse(Recorded)[1];

        Assert.Equal(ConntrackStatus.Unreplied, entry.Status);
        Assert.False(entry.IsDestinationTranslated || entry.IsSourceTranslated);
        Assert.Equal(entry.Original.Reversed(), entry.Reply);
    }

    [Theory]
    [InlineData("tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 packets=5 bytes=300 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 packets=4 bytes=260 [ASSURED] mark=0 secctx=null use=1")]
    [InlineData("ipv4     2 tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 packets=5 bytes=300 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 packets=4 bytes=260 [OFFLOAD] mark=0 delta-time=3 use=2 id=1")]
    public void Other_spellings_are_read_too(string line)
    {
        var entry = ConntrackParser.ParseLine(line)!;

        Assert.Equal(new ConntrackTraffic(5, 300), entry.OriginalTraffic);
        Assert.Equal(new ConntrackTraffic(4, 260), entry.ReplyTraffic);
        Assert.Equal(entry.Original.Reversed(), entry.Reply);
        Assert.Equal(line.StartsWith("ipv4", StringComparison.Ordinal) ? (null, ConntrackStatus.Offloaded) : (TimeSpan.FromSeconds(431_999), ConntrackStatus.Assured), (entry.Timeout, entry.Status));
    }

    [Fact]
    public void A_protocol_without_ports_is_an_entry_too()
    {
        var entry = ConntrackParser.ParseLine("ipv4     2 unknown  89 599 src=1.2.3.4 dst=224.0.0.5 [UNREPLIED] src=224.0.0.5 dst=1.2.3.4 mark=0 use=1 id=12")!;

        Assert.Equal((89, null, null), (entry.ProtocolNumber, entry.Original.SourcePort, entry.State));
        Assert.Equal("1.2.3.4 → 224.0.0.5", entry.Original.ToString());
        Assert.Equal(12u, entry.Id);
    }

    [Fact]
    public void What_is_no_entry_is_left_out_and_damaged_lines_throw_nothing()
    {
        foreach (string line in (string[])["", "conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.", "tcp 6", "ipv4 2", "ipv4 2 tcp 6 5 ESTABLISHED src=x dst=10.0.0.1"])
        {
            Assert.Null(ConntrackParser.ParseLine(line));
        }

        var random = new Random(5);
        for (int round = 0; round < 20_000; round++)
        {
            var damaged = Recorded.ToCharArray();
            for (int i = random.Next(1, 8); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (char)random.Next(9, 127);
            }

            Assert.InRange(ConntrackParser.Parse(new string(damaged)).Count, 0, 12);
        }
    }
}
