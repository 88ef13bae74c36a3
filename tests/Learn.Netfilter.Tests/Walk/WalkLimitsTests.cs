using System.Net;

namespace Learn.Netfilter.Tests;

/// <summary>Rules that leave much open, or nonsense: the walk ends soon and stays true.</summary>
public sealed class WalkLimitsTests
{
    private static readonly Packet Packet = new()
    {
        Source = IPAddress.Parse("10.0.0.1"),
        Destination = IPAddress.Parse("10.0.0.2"),
        DestinationPort = 80,
        InInterface = "eth0",
    };

    [Theory]
    [InlineData("-A FORWARD -m physdev --physdev-is-bridged -j LOG", "100 %: to 10.0.0.2:80")]
    [InlineData("-A FORWARD -m physdev --physdev-is-bridged -j ACCEPT", "100 %: to 10.0.0.2:80")]
    [InlineData("-A FORWARD -m physdev --physdev-is-bridged -j DROP", "100 %: maybe dropped; 100 %: maybe to 10.0.0.2:80")]
    [InlineData("-A FORWARD -m physdev --physdev-is-bridged -j A", "100 %: to 10.0.0.2:80")]
    [InlineData("-A FORWARD -m statistic --mode random --probability 0.5 -m physdev --physdev-is-bridged -j A", "100 %: to 10.0.0.2:80")]
    public void Forty_open_rules_in_a_row_are_no_more_than_their_different_ends(string rule, string expected)
    {
        var result = Walk(string.Concat(Enumerable.Repeat(rule + "\n", 40)) + "-A A -m owner --uid-owner 0 -j RETURN\n-A A -m foo -j RETURN\n");
        Assert.Equal(expected, string.Join("; ", result.Outcomes));
    }

    [Fact]
    public void Too_many_possibilities_are_not_known()
    {
        var rules = Enumerable.Range(0, 30).Select(bit => $"-A FORWARD -m physdev --physdev-is-bridged -j MARK --set-xmark 0x{1 << bit:x}/0x0\n");
        var result = Walk(string.Concat(rules), new() { MostNodes = 5000 });
        Assert.False(result.IsCertain);
        Assert.Contains(result.Outcomes, outcome => outcome is { Verdict: WalkVerdict.Unknown, Reason: "too many possibilities" });
        Assert.True(result.Outcomes.Length < 6000);
    }

    [Theory]
    [InlineData("-A FORWARD -j A\n-A A -j B\n-A B -j A\n")]
    [InlineData("-A FORWARD -j A\n-A A -j A\n-A A -j A\n")]
    [InlineData("-A FORWARD -g A\n-A A -g B\n-A B -g A\n")]
    [InlineData("-A FORWARD -j A\n-A A -m foo -j B\n-A A -m foo -j B\n-A B -m foo -j A\n-A B -m statistic --mode random --probability 0.5 -j A\n")]
    [InlineData("-A FORWARD -j MISSING\n")]
    [InlineData("-A FORWARD -j NFQUEUE --queue-num 0\n")]
    public void What_decides_elsewhere_or_never_is_not_known(string rules)
    {
        var result = Walk(rules, new());
        Assert.False(result.IsCertain);
        Assert.Contains(result.Outcomes, outcome => outcome.Verdict == WalkVerdict.Unknown);
    }

    [Fact]
    public void A_choice_among_ten_thousand_is_followed_to_the_end()
    {
        const int Endpoints = 10_000;
        var rules = Enumerable.Range(0, Endpoints).Select(number =>
            $"-A A -m statistic --mode random --probability {1.0 / (Endpoints - number):f11} -j DNAT --to-destination 10.1.{number / 250}.{number % 250}:80\n");
        string text = "*nat\n:PREROUTING ACCEPT [0:0]\n:A - [0:0]\n-A PREROUTING -j A\n" + string.Concat(rules) + "COMMIT\n";
        var result = PacketWalk.Walk(RulesetParser.Parse(text, IpFamily.IPv4), Packet);
        Assert.True(result.IsCertain);
        Assert.Equal(Endpoints, result.Outcomes.Length);
        Assert.Equal(1, result.ProbabilityOf(_ => true), 1e-6);
    }

    private static WalkResult Walk(string rules, WalkOptions? options = null) => PacketWalk.Walk(
        RulesetParser.Parse($"*filter\n:FORWARD ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n{rules}COMMIT\n", IpFamily.IPv4), Packet, options);
}
