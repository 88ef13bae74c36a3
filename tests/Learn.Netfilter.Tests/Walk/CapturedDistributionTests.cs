using System.Net;

namespace Learn.Netfilter.Tests;

/// <summary>Packets to every address in every captured ruleset: each endpoint is equally probable, and nothing is left open.</summary>
public sealed class CapturedDistributionTests
{
    private const double Tolerance = 1e-7;

    public static TheoryData<string> Saves => [.. Captures.Saves];

    public static TheoryData<string> UndisturbedSaves => [.. Captures.UndisturbedSaves];

    [Theory]
    [MemberData(nameof(UndisturbedSaves))]
    public void Each_of_n_endpoints_gets_one_nth(string path)
    {
        var family = Captures.FamilyOf(path);
        var ruleset = RulesetParser.Parse(Captures.Read(path), family);
        foreach (var rule in ruleset.Find("nat", "KUBE-SERVICES")?.Rules ?? [])
        {
            if (rule is { Target: JumpTarget { Chain: var chain } } && rule.Find<DestinationMatch>() is { } destination
                && rule.Find<TransportMatch>() is { DestinationPorts: { } ports } transport
                && chain.StartsWith("KUBE-SV", StringComparison.Ordinal))
            {
                AssertEqualShares(ruleset, chain, PacketTo(destination.Address.Address, transport.Protocol, ports.First));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Saves))]
    public void The_outcomes_of_every_packet_add_up_to_one(string path)
    {
        var ruleset = RulesetParser.Parse(Captures.Read(path), Captures.FamilyOf(path));
        var rules = ruleset.Tables.SelectMany(table => table.Chains).SelectMany(chain => chain.Rules);
        foreach (var rule in rules.Where(rule => rule.Find<DestinationMatch>() is { Inverted: false } && rule.Find<TransportMatch>() is not null).Take(50))
        {
            var packet = PacketTo(
                rule.Find<DestinationMatch>()!.Address.Address,
                rule.Find<TransportMatch>()!.Protocol,
                rule.Find<TransportMatch>()!.DestinationPorts?.First ?? 1);
            var result = PacketWalk.Walk(ruleset, packet);
            Assert.True(result.IsCertain, result.ToString());
            Assert.Equal(1, result.ProbabilityOf(_ => true), Tolerance);
            Assert.All(result.Outcomes, outcome => Assert.NotEmpty(outcome.Steps));
        }
    }

    private static void AssertEqualShares(Ruleset ruleset, string chain, Packet packet)
    {
        int endpoints = ruleset.Find("nat", chain)!.Rules
            .Select(rule => (rule.Target as JumpTarget)?.Chain)
            .Where(target => target?.StartsWith("KUBE-SEP-", StringComparison.Ordinal) == true)
            .Distinct()
            .Count();
        var result = PacketWalk.Walk(ruleset, packet);

        Assert.Equal(endpoints, result.Outcomes.Length);
        Assert.Equal(endpoints, result.Outcomes.Select(outcome => outcome.Endpoint).Distinct().Count());
        Assert.All(result.Outcomes, outcome =>
        {
            Assert.True(outcome.IsDestinationTranslated);
            Assert.Equal(WalkVerdict.Accepted, outcome.Verdict);
            Assert.Equal(1.0 / endpoints, outcome.Probability, Tolerance);
        });
    }

    private static Packet PacketTo(IPAddress address, IpProtocol protocol, ushort port) => new()
    {
        Source = IPAddress.Parse(address.GetAddressBytes().Length == 4 ? "10.244.200.200" : "fd00:10:244:c8::c8"),
        Destination = address,
        Protocol = protocol,
        DestinationPort = port,
        InInterface = "veth1",
    };
}
