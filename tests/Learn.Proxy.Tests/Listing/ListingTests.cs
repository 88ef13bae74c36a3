using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Listings: every rule in one place, and the words as approved.</summary>
public sealed class ListingTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_rule_stands_in_one_group_and_no_chain_is_missing(string folder)
    {
        foreach ((string file, Ruleset ruleset) in GoldenRules.Of(folder))
        {
            AnnotatedListing listing = AnnotatedListing.Of(RulesetExplanation.Of(ruleset));
            List<(string, string, int)> listed =
                [.. listing.Groups.SelectMany(group => group.Chains).SelectMany(chain => chain.Numbers.Select(number => (chain.Table, chain.Name, number)))];
            List<(string, string, int)> all =
                [.. ruleset.Tables.SelectMany(table => table.Chains.SelectMany(chain => Enumerable.Range(1, chain.Rules.Length).Select(number => (table.Name, chain.Name, number))))];
            Assert.Equal(all.Order(), listed.Order());
            var chains = listing.Groups.SelectMany(group => group.Chains).Select(chain => (chain.Table, chain.Name)).ToHashSet();
            Assert.All(ruleset.Tables.SelectMany(table => table.Chains.Select(chain => (table.Name, chain.Name))), chain => Assert.True(chains.Contains(chain), $"{file}: {chain}"));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_first_save_is_listed_as_approved(string folder)
    {
        (_, Ruleset ruleset) = GoldenRules.Of(folder).First();
        bool isLarge = ruleset.RuleCount > 55;
        Approved.Check(
            Path.Combine("Listing", "Approved"), folder,
            AnnotatedListing.Of(RulesetExplanation.Of(ruleset), new ListingOptions { IsFolded = isLarge, UsesNames = true }).ToString() + "\n");
    }

    [Fact]
    public void One_Service_and_a_search_leave_out_the_rest()
    {
        var explanation = RulesetExplanation.Of(GoldenRules.Of("affinity-custom-timeout").First().Ruleset);
        AnnotatedListing one = AnnotatedListing.Of(explanation, new ListingOptions { Service = "service/shop/quic" });
        Assert.Equal(["shop/quic"], one.Groups.Select(group => group.Name));
        AnnotatedListing found = AnnotatedListing.Of(explanation, new ListingOptions { Search = "session AFFINITY" });
        Assert.All(found.Groups.SelectMany(group => group.Chains), chain => Assert.All(
            chain.Numbers, number => Assert.Contains("session affinity", explanation.Explain(chain.Table, chain.Name, number).Sentence, StringComparison.Ordinal)));
        Assert.NotEmpty(found.Groups);
        Assert.Contains("No rule has \"nonsense\"", AnnotatedListing.Of(explanation, new ListingOptions { Search = "nonsense" }).ToString(), StringComparison.Ordinal);
        var mistake = Assert.Throws<ArgumentException>(() => AnnotatedListing.Of(explanation, new ListingOptions { Service = "shop/quick" }));
        Assert.Contains("Did you mean shop/quic?", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_are_numbers_and_bars()
    {
        Ruleset ruleset = RulesetParser.Parse("*filter\n:INPUT ACCEPT [0:0]\n[80:1] -A INPUT -s 10.0.0.1/32 -j DROP\n[10:1] -A INPUT -s 10.0.0.2/32 -j DROP\nCOMMIT\n", IpFamily.IPv4);
        string text = AnnotatedListing.Of(RulesetExplanation.Of(ruleset), new ListingOptions { ShowsCounters = true }).ToString();
        Assert.Contains("      80 ████████  -A INPUT", text, StringComparison.Ordinal);
        Assert.Contains("      10 █·······  -A INPUT", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-A KUBE-SERVICES -d 10.96.0.1/32 -m comment --comment \"a -j b\" -j KUBE-SVC-X")]
    [InlineData("-A X -m statistic --mode random --probability 0.5 -j DROP")]
    public void Pieces_together_are_the_rule(string text) =>
        Assert.Equal(text, string.Concat(RuleSyntax.Of(text, _ => true).Select(part => part.Text)));
}
