namespace Learn.Netfilter.Tests;

/// <summary>What only payloads have: rules of a chain apart from each other, and commands between them.</summary>
public sealed class PayloadTests
{
    private const string Payload = """
        # made by hand
        *nat
        :B - [0:0]
        :A - [0:0]
        -A A -m comment --comment "one two" -j B

        -A B -j RETURN
        -A A -m comment --comment one -j ACCEPT
        -I A 2 -j DROP
        -D PREROUTING -j OLD
        -D PREROUTING 3
        -N C
        -F D
        -X B
        -Z C
        COMMIT
        # end

        """;

    [Fact]
    public void A_payload_keeps_the_order_of_its_lines() =>
        Assert.Equal(Payload, RulesetParser.Parse(Payload, IpFamily.IPv4).ToRestoreText());

    [Fact]
    public void Its_chains_hold_their_rules_in_order()
    {
        var table = RulesetParser.Parse(Payload, IpFamily.IPv4).Find("nat")!;
        Assert.Equal(["B", "A"], table.Chains.Where(chain => chain.IsDeclared).Select(chain => chain.Name));
        Assert.Equal(
            [new JumpTarget("B"), DropTarget.Instance, AcceptTarget.Instance],
            table.Find("A")!.Rules.Select(rule => rule.Target));
        Assert.Equal(["B"], table.DeletedChains);
    }

    [Fact]
    public void Printed_as_a_save_the_chains_come_one_after_the_other()
    {
        const string Text = "*nat\n:B - [0:0]\n:A - [0:0]\n-A A -m mark --mark 0x00000001 -j B\n-A B -j RETURN\n-A A -j ACCEPT\n-X B\nCOMMIT\n";
        const string Expected = "*nat\n:B - [0:0]\n:A - [0:0]\n-A B -j RETURN\n-A A -m mark --mark 0x1 -j B\n-A A -j ACCEPT\nCOMMIT\n";
        Assert.Equal(Expected, RulesetParser.Parse(Text, IpFamily.IPv4).ToSaveText());
    }

    [Theory]
    [InlineData("-A A -p tcp --dport 80 -j ACCEPT")]
    [InlineData("-A A  -j  ACCEPT ")]
    [InlineData("-A A --protocol tcp --jump ACCEPT")]
    [InlineData("-A A -m comment --comment 'x' -j ACCEPT")]
    [InlineData("-A A")]
    public void Another_spelling_is_kept_and_still_understood(string line)
    {
        string text = $"*nat\n:A - [0:0]\n{line}\n-A A -j MARK --or-mark 0x00000001\nCOMMIT\n";
        var ruleset = RulesetParser.Parse(text, IpFamily.IPv4);
        Assert.Equal(text, ruleset.ToRestoreText());
        Assert.True(ruleset.Find("nat", "A")!.Rules[0].IsUnderstood);
    }

    [Fact]
    public void A_host_with_a_prefix_length_keeps_it_in_a_payload()
    {
        const string Text = "*nat\n:A - [0:0]\n-A A -m mark --mark 0x00000001\n-A A -s 10.0.0.1/32 -j B\n-A A -s 10.0.0.1 -j B\nCOMMIT\n";
        var ruleset = RulesetParser.Parse(Text, IpFamily.IPv4);
        Assert.Equal(Text, ruleset.ToRestoreText());
        Assert.All(ruleset.Find("nat", "A")!.Rules, rule => Assert.Null(rule.Verbatim));
    }
}
