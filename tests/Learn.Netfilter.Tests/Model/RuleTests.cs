namespace Learn.Netfilter.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData("-p tcp -s 10.0.0.1 -j DROP", "-s 10.0.0.1/32 -p tcp -j DROP")]
    [InlineData("-m tcp -p tcp --dport 80 -j DROP", "-p tcp --dport 80 -j DROP")]
    [InlineData("-d 0.0.0.0/0 -j REJECT", "-j REJECT --reject-with icmp-port-unreachable")]
    [InlineData("-m statistic --mode random --probability 0.3333333333", "-m statistic --mode random --probability 0.33333333349")]
    public void Rules_that_mean_the_same_are_equal(string one, string other)
    {
        var left = RuleParser.Parse(one, IpFamily.IPv4);
        var right = RuleParser.Parse(other, IpFamily.IPv4);
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("-s 10.0.0.1 -j DROP", "! -s 10.0.0.1 -j DROP")]
    [InlineData("-m comment --comment x -m mark --mark 1", "-m mark --mark 1 -m comment --comment x")]
    [InlineData("-j A", "-g A")]
    [InlineData("-j A", "")]
    [InlineData("-p tcp -j A", "-p tcp -m tcp -j A")]
    public void Rules_that_iptables_tells_apart_are_not_equal(string one, string other) =>
        Assert.NotEqual(RuleParser.Parse(one, IpFamily.IPv4), RuleParser.Parse(other, IpFamily.IPv4));

    [Fact]
    public void Counters_origin_and_spelling_are_no_part_of_the_identity()
    {
        var plain = new Rule(DropTarget.Instance, new CommentMatch("x"));
        var noted = new Rule(DropTarget.Instance, new CommentMatch("x"))
        {
            Counters = new Counters(1, 2),
            Verbatim = "--jump DROP",
            Origin = new Cause(),
        };
        Assert.Equal(plain, noted);
        Assert.Equal(new Counters(1, 2), noted.Counters);
        Assert.Equal("--jump DROP", noted.Verbatim);
        Assert.Null(noted.WithoutNotes().Verbatim);
        Assert.Null(noted.WithoutNotes().Counters);
        Assert.Equal("a test", noted.WithoutNotes().Origin?.ToString());
        Assert.Equal("x", noted.Comment);
    }

    [Fact]
    public void A_mark_is_changed_as_the_kernel_changes_it()
    {
        Assert.Equal(0x4001u, MarkTarget.Or(0x4000).Apply(1));
        Assert.Equal(0x1u, MarkTarget.Xor(0x4000).Apply(0x4001));
        Assert.Equal(0x1u, new MarkTarget(1).Apply(0x4000));
    }

    private sealed class Cause : RuleOrigin
    {
        public override string Describe() => "a test";
    }
}
