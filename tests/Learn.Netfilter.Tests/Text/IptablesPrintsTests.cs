namespace Learn.Netfilter.Tests;

/// <summary>What a real iptables-save printed after a hundred rules of every kind.</summary>
public sealed class IptablesPrintsTests
{
    private static readonly string Saved = Sample.Read("every-extension.iptables-save");

    [Fact]
    public void A_real_save_comes_out_as_it_went_in() =>
        Assert.Equal(Saved, RulesetParser.Parse(Saved, IpFamily.IPv4).ToSaveText());

    [Fact]
    public void Each_rule_that_is_understood_is_printed_as_iptables_prints_it()
    {
        var saved = RulesetParser.Parse(Saved, IpFamily.IPv4);
        var position = new Dictionary<(string, string), int>();
        int understood = 0;
        foreach (string line in Sample.Read("every-extension.commands").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (table, chain, text) = Split(line);
            if (text is null)
            {
                continue;
            }

            int index = position.GetValueOrDefault((table, chain));
            position[(table, chain)] = index + 1;
            var rule = RuleParser.Parse(text, IpFamily.IPv4);
            if (rule.IsUnderstood)
            {
                understood++;
                var expected = saved.Find(table, chain)!.Rules[index];
                Assert.Equal(RuleWriter.ToText(expected, IpFamily.IPv4), RuleWriter.ToText(rule, IpFamily.IPv4));
                Assert.Null(expected.Verbatim);
                Assert.Equal(expected, rule);
            }
        }

        Assert.InRange(understood, 60, 100);
    }

    [Theory]
    [InlineData("-p tcp -m tcp --tcp-flags SYN,ACK SYN -m comment --comment foo -j ACCEPT")]
    [InlineData("-m physdev --physdev-is-bridged -j U")]
    [InlineData("-s 10.0.0.0/255.0.255.0 -j DROP")]
    [InlineData("-j NFLOG --nflog-prefix \"a b\" --nflog-group 1")]
    [InlineData("-f -j DROP")]
    public void What_is_not_understood_is_marked_and_kept(string text)
    {
        var rule = RuleParser.Parse(text, IpFamily.IPv4);
        Assert.False(rule.IsUnderstood);
        Assert.Equal(text, RuleWriter.ToText(rule, IpFamily.IPv4));
    }

    private static (string Table, string Chain, string? Rule) Split(string line)
    {
        string table = "filter";
        if (line.StartsWith("-t ", StringComparison.Ordinal))
        {
            string[] words = line.Split(' ', 3);
            table = words[1];
            line = words[2];
        }

        string[] parts = line.Split(' ', 3);
        return (table, parts[1], parts[0] == "-A" ? parts[2] : null);
    }
}
