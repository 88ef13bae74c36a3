using System.Net;
using Learn.Netfilter;

namespace Learn.Tests.Parity;

/// <summary>Rules as people write them by hand: the walk and the kernel agree about them too.</summary>
public sealed class WrittenParityTests(ITestOutputHelper output)
{
    private const double Alpha = 1e-6;

    private static readonly ParityMachine s_machine = new(
        [("eth0", ["192.168.10.11/24", "192.168.10.12/24"]), ("cbr0", ["10.244.1.1/24"])], "cbr0", [IPNetwork.Parse("10.244.1.0/24")]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Name, table and rules, whether every way is certain.</summary>
    public static TheoryData<string, string, bool> Samples => new()
    {
        { "multiport", "*filter\n-A FORWARD -p tcp -m multiport --dports 80,443,8000:8100 -j ACCEPT\n-A FORWARD -p udp -m multiport ! --dports 53 -j DROP\n-A FORWARD -p tcp -m multiport --ports 8080 -j REJECT --reject-with tcp-reset\nCOMMIT\n", true },
        { "statistic random", "*filter\n:A -\n:B -\n-A FORWARD -m statistic --mode random --probability 0.25 -j A\n-A FORWARD -m statistic --mode random ! --probability 0.5 -g B\n-A FORWARD -j DROP\n-A A -j RETURN\n-A B -j ACCEPT\nCOMMIT\n", true },
        { "statistic nth", "*filter\n-A FORWARD -m statistic --mode nth --every 3 --packet 0 -j DROP\n-A FORWARD -m statistic --mode nth ! --every 2 --packet 1 -j REJECT\nCOMMIT\n", true },
        { "limit", "*filter\n-A FORWARD -m limit --limit 5/sec --limit-burst 3 -j ACCEPT\n-A FORWARD -j REJECT --reject-with icmp-port-unreachable\nCOMMIT\n", false },
        { "connmark", "*mangle\n:SAVE -\n-A PREROUTING -s 10.244.0.0/16 -j MARK --set-xmark 0x20/0xff\n-A PREROUTING -m mark --mark 0x20/0x20 -j SAVE\n-A SAVE -j CONNMARK --save-mark\n-A SAVE -j MARK --set-mark 0x0\n-A POSTROUTING -m connmark --mark 0x20/0xff -j CONNMARK --restore-mark\n-A FORWARD -m connmark ! --mark 0x0 -j MARK --or-mark 0x100\nCOMMIT\n*filter\n-A FORWARD -m mark --mark 0x100/0x100 -j DROP\nCOMMIT\n", true },
        { "recent", "*filter\n-A FORWARD -p tcp -m recent --rcheck --seconds 100 --name seen --rsource -j ACCEPT\n-A FORWARD -p tcp -m recent --set --name seen --rsource\n-A FORWARD -p udp -m recent --update --seconds 100 --name other --rdest -j DROP\n-A FORWARD -p udp -m recent ! --rcheck --name other --rdest -m recent --set --name other --rdest -j ACCEPT\nCOMMIT\n", false },
        { "recent removed", "*filter\n-A FORWARD -p tcp -m recent --remove --name seen --rsource -j DROP\n-A FORWARD -p tcp -m recent --set --name seen --rsource -j ACCEPT\nCOMMIT\n", false },
        { "addrtype", "*filter\n-A INPUT -m addrtype --src-type LOCAL -j ACCEPT\n-A INPUT -m addrtype --dst-type LOCAL --src-type UNICAST -j DROP\n-A FORWARD -m addrtype ! --src-type LOCAL --dst-type UNICAST -j RETURN\n-A FORWARD -j DROP\n-A OUTPUT -m addrtype --dst-type LOCAL -j ACCEPT\n-A OUTPUT -m addrtype --src-type LOCAL -j MARK --set-mark 0x7\nCOMMIT\n", true },
        { "goto and return", "*filter\n:ONE -\n:TWO -\n:THREE -\n:ONE2 -\n:FORWARD DROP\n-A FORWARD -j ONE\n-A FORWARD -d 198.51.100.0/24 -j ACCEPT\n-A FORWARD -j RETURN\n-A FORWARD -j ACCEPT\n-A ONE -g TWO\n-A ONE -j DROP\n-A TWO -p udp -j RETURN\n-A TWO -s 10.244.0.0/16 -j THREE\n-A TWO -j MARK --set-mark 0x1\n-A THREE -p tcp -m tcp --dport 80 -g ONE2\n-A ONE2 -m comment --comment \"nothing\"\nCOMMIT\n", true },
        { "no tracking", "*raw\n-A PREROUTING -p udp -m udp --dport 53 -j NOTRACK\n-A OUTPUT -p udp -m udp --dport 53 -j CT --notrack\nCOMMIT\n*nat\n-A PREROUTING -p udp -j DNAT --to-destination 10.244.1.9:5353\n-A OUTPUT -p udp -j DNAT --to-destination 10.244.1.9:5353\nCOMMIT\n*filter\n-A FORWARD -m conntrack --ctstate UNTRACKED -j DROP\n-A FORWARD -m conntrack --ctstate NEW -j ACCEPT\nCOMMIT\n", true },
        { "redirect", "*nat\n-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 8080\n-A OUTPUT -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 8080\n-A PREROUTING -p tcp -j REDIRECT\nCOMMIT\n*filter\n-A INPUT -p tcp -m tcp --dport 8080 -j ACCEPT\n-A INPUT -j DROP\nCOMMIT\n", false },
        { "dnat without port", "*nat\n-A PREROUTING -d 203.0.113.0/24 -j DNAT --to-destination 10.244.1.5\n-A PREROUTING -p tcp -d 198.51.100.7/32 -j DNAT --to-destination :8081\n-A POSTROUTING -o cbr0 -j MASQUERADE\n-A POSTROUTING -s 10.244.0.0/16 ! -d 10.244.0.0/16 -o eth0 -j SNAT --to-source 192.168.10.12\nCOMMIT\n", false },
        { "dnat to ranges", "*nat\n-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.1.5-10.244.1.8:8000-8010\n-A POSTROUTING -p udp -j SNAT --to-source 192.168.10.11-192.168.10.12\nCOMMIT\n", false },
        { "policies", "*mangle\n:FORWARD DROP\n:A -\n-A FORWARD -s 10.244.0.0/16 -j A\n-A A -p tcp -j ACCEPT\nCOMMIT\n*filter\n:OUTPUT DROP\n-A OUTPUT -p tcp -j ACCEPT\nCOMMIT\n", true },
        { "nat at input", "*nat\n-A INPUT -p tcp -s 10.244.0.0/16 -j SNAT --to-source 192.168.10.200\nCOMMIT\n*filter\n-A INPUT -m conntrack --ctstate NEW -j ACCEPT\n-A FORWARD -m conntrack --ctstate NEW,RELATED -m conntrack ! --ctstate DNAT -j ACCEPT\nCOMMIT\n", true },
        { "interfaces and protocols", "*filter\n-A INPUT -i lo -j ACCEPT\n-A INPUT ! -i eth+ -j DROP\n-A FORWARD -i cbr0 ! -o cbr0 -j REJECT\n-A FORWARD -i eth0 -o cbr0 -j ACCEPT\n-A FORWARD ! -p tcp -j DROP\n-A OUTPUT -o lo -j ACCEPT\nCOMMIT\n", false },
        { "log and trace", "*raw\n-A PREROUTING -p tcp -j TRACE\nCOMMIT\n*filter\n-A FORWARD -j LOG --log-prefix \"seen \"\n-A FORWARD -p tcp -m tcp ! --dport 80 -j DROP\nCOMMIT\n", true },
        { "sources and marks", "*mangle\n-A PREROUTING ! -s 10.244.0.0/16 -j MARK --set-xmark 0x3/0x1\n-A PREROUTING -j MARK --xor-mark 0x8\n-A PREROUTING -j MARK --and-mark 0xb\nCOMMIT\n*filter\n-A FORWARD -m mark ! --mark 0x8/0x8 -j DROP\n-A FORWARD -p tcp -m tcp --sport 1024:65535 --dport 80 -j ACCEPT\nCOMMIT\n", true },
        { "unknown matches", "*filter\n-A FORWARD -m length --length 0:50 -j ACCEPT\n-A FORWARD -m ttl --ttl-lt 10 -j DROP\n-A FORWARD -p tcp -m tcp --tcp-flags SYN,ACK SYN -j ACCEPT\n-A FORWARD -m pkttype --pkt-type unicast -j DROP\nCOMMIT\n", false },
    };

    [Theory, MemberData(nameof(Samples))]
    public async Task Packets_take_a_way_through_written_rules_that_the_walk_knows(string name, string rules, bool isCertain)
    {
        await using var world = await ParityWorld.StartAsync(Cancellation);
        await using var host = await ParityHost.StartAsync(world, "machine", s_machine, IpFamily.IPv4, rules, Cancellation);
        var run = new ParityRun(host, s_machine);
        foreach (var packet in Packets())
        {
            await run.SendAsync(packet, Cancellation);
            await run.SendAsync(packet, Cancellation);
        }

        output.WriteLine($"{name}: {run.Sent} packets, {run.Guessed} guessed, {run.Lost} lost");
        Assert.True(run.Disagreements.Count == 0, $"{run.Disagreements.Count} of {run.Sent}:\n{string.Join('\n', run.Disagreements.Take(5))}");
        Assert.True(run.Lost * 4 < run.Sent, $"{run.Lost} of {run.Sent} packets were lost.");
        Assert.True(!isCertain || run.Guessed == 0, $"{run.Guessed} of {run.Sent} ways were guessed.");
        if (name.StartsWith("statistic", StringComparison.Ordinal) && !name.EndsWith("nth", StringComparison.Ordinal))
        {
            var fit = await run.SendManyAsync(Packets().First(), 300, Cancellation);
            Assert.True(fit is { PValue: > Alpha }, fit?.ToString());
        }
    }

    [Fact]
    public async Task What_the_walk_does_not_know_is_a_disagreement()
    {
        await using var world = await ParityWorld.StartAsync(Cancellation);
        await using var host = await ParityHost.StartAsync(
            world, "machine", s_machine, IpFamily.IPv4, "*filter\n-A FORWARD -p tcp -j ACCEPT\n-A FORWARD -j DROP\nCOMMIT\n", Cancellation);
        var (sent, path) = await host.SendAsync(Packets().First(), Cancellation);
        string[] others = ["-A FORWARD -p udp -j ACCEPT\n-A FORWARD -j DROP", "-A FORWARD -p tcp -j REJECT\n-A FORWARD -j DROP", "-A FORWARD -p tcp -j MARK --set-mark 0x1"];

        Assert.True(TraceComparison.Of(host.Walk(sent, new WalkOptions()), path, s_machine.LocalAddresses).Agrees);
        Assert.All(others, other =>
        {
            var rules = RulesetParser.Parse($"*filter\n:FORWARD ACCEPT\n{other}\nCOMMIT\n", IpFamily.IPv4);
            var comparison = TraceComparison.Of(PacketWalk.Walk(rules, sent, new WalkOptions { LocalAddresses = s_machine.LocalAddresses }), path, s_machine.LocalAddresses);
            Assert.NotEmpty(comparison.Disagreements);
            output.WriteLine(comparison.Disagreements[0]);
        });
    }

    private static IEnumerable<Packet> Packets()
    {
        (string From, string? In)[] sources = [("10.244.1.7", "cbr0"), ("203.0.113.9", "eth0"), ("10.244.2.4", "eth0"), ("192.168.10.11", null)];
        string[] destinations = ["198.51.100.7", "203.0.113.77", "10.244.1.9", "192.168.10.12"];
        (IpProtocol Protocol, ushort Port)[] kinds = [(IpProtocol.Tcp, 80), (IpProtocol.Tcp, 8080), (IpProtocol.Udp, 53), (IpProtocol.Udp, 123)];
        return
            from source in sources
            from destination in destinations
            from kind in kinds
            select new Packet
            {
                Source = IPAddress.Parse(source.From),
                Destination = IPAddress.Parse(destination),
                Protocol = kind.Protocol,
                DestinationPort = kind.Port,
                InInterface = source.In,
                FromLocalProcess = source.In is null,
            };
    }
}
