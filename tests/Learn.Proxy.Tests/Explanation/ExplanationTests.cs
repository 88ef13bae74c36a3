using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Explanations of every capture: nothing is left without a sentence, and the words stay as they are approved.</summary>
public sealed class ExplanationTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_rule_of_any_chain_is_without_a_sentence(string folder)
    {
        foreach ((string file, Ruleset ruleset) in GoldenRules.Of(folder))
        {
            var explanation = RulesetExplanation.Of(ruleset);
            foreach (Table table in ruleset.Tables)
            {
                foreach (Chain chain in table.Chains)
                {
                    ChainExplanation explained = explanation.Explain(table.Name, chain.Name);
                    Assert.True(explained.Title.Length > 0 && explained.Purpose.EndsWith('.'), $"{file}: {table} {chain}");
                    Assert.Equal(chain.Rules.Length, explained.Rules.Length);
                    Assert.All(explained.Rules, rule => AssertComplete(file, rule));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Explanations_are_as_approved(string folder) => Approved.Check(Path.Combine("Explanation", "Approved"), folder, GoldenText.OfCase(folder));

    private static void AssertComplete(string file, RuleExplanation rule)
    {
        string where = $"{file}: {rule.Table} {rule.Chain} {rule.Number}: {rule.Sentence}";
        Assert.True(rule.Sentence.Length > 10 && rule.Sentence.EndsWith('.') && char.IsLetter(rule.Sentence[0]), where);
        Assert.DoesNotContain("  ", rule.Sentence, StringComparison.Ordinal);
        Assert.True(rule.Because.EndsWith('.'), where);
        Assert.False(rule.References.IsEmpty, where);
        if (rule.Reason is not null)
        {
            Assert.False(rule.Fields.IsEmpty, where);
            Assert.NotNull(rule.Feature);
        }
    }
}
