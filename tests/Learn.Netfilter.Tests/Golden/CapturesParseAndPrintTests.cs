namespace Learn.Netfilter.Tests;

/// <summary>Every capture, read and printed again, is the same byte for byte.</summary>
public sealed class CapturesParseAndPrintTests
{
    public static TheoryData<string> Saves => [.. Captures.Saves];

    public static TheoryData<string> Payloads => [.. Captures.Payloads];

    [Fact]
    public void There_are_captures_of_both_kinds_and_families()
    {
        Assert.Contains(Captures.Saves, path => Captures.FamilyOf(path) == IpFamily.IPv4);
        Assert.Contains(Captures.Saves, path => Captures.FamilyOf(path) == IpFamily.IPv6);
        Assert.Contains(Captures.Payloads, path => Captures.FamilyOf(path) == IpFamily.IPv4);
        Assert.Contains(Captures.Payloads, path => Captures.FamilyOf(path) == IpFamily.IPv6);
    }

    [Theory]
    [MemberData(nameof(Saves))]
    public void A_save_comes_out_as_it_went_in(string path)
    {
        string text = Captures.Read(path);
        var ruleset = RulesetParser.Parse(text, Captures.FamilyOf(path));

        Assert.Equal(text, ruleset.ToSaveText());
        Assert.NotEqual(TextStyle.Restore, ruleset.WrittenIn);
        Assert.All(ruleset.Tables, table => Assert.True(table.Lines.IsDefault));
        Assert.Empty(RulesWithVerbatimText(ruleset));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_comes_out_as_it_went_in(string path)
    {
        string text = Captures.Read(path);
        var ruleset = RulesetParser.Parse(text, Captures.FamilyOf(path));

        Assert.Equal(text, ruleset.ToRestoreText());
        Assert.Equal(TextStyle.Restore, ruleset.WrittenIn);
        Assert.Empty(RulesWithVerbatimText(ruleset));
    }

    // A foreign rule of a capture may be one that is not understood; a rule of kube-proxy never is, and its text is made, not kept.
    private static IEnumerable<string> RulesWithVerbatimText(Ruleset ruleset) =>
        from table in ruleset.Tables
        from chain in table.Chains
        from rule in chain.Rules
        where rule.Verbatim is not null && rule.IsUnderstood
        select rule.Verbatim;
}
