using System.Collections.Immutable;

namespace Learn.Netfilter.Tests;

/// <summary>Every capture equals itself in any order that has no meaning, and no rule of it can be lost or doubled unnoticed.</summary>
public sealed class CapturesCompareTests
{
    public static TheoryData<string> All => [.. Captures.Saves, .. Captures.Payloads];

    [Theory]
    [MemberData(nameof(All))]
    public void A_capture_equals_itself_in_another_order_of_Services(string path)
    {
        var (capture, options) = Read(path);
        Assert.Empty(RulesetComparer.Compare(capture, capture, options));
        Assert.Empty(RulesetComparer.Compare(capture, Change(capture, Reordered), options));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_lost_or_doubled_rule_is_found(string path)
    {
        var (capture, options) = Read(path);
        foreach (var table in capture.Tables)
        {
            // The first and the last rule of some chains; all of them would take long for the large captures.
            foreach (var chain in table.Chains.Where(chain => chain.Rules.Length > 0).Take(4))
            {
                var lost = With(capture, table, chain, chain.Rules.RemoveAt(chain.Rules.Length - 1));
                Assert.NotEmpty(RulesetComparer.Compare(capture, lost, options));
                Assert.NotEmpty(RulesetComparer.Compare(lost, capture, options));
                Assert.NotEmpty(RulesetComparer.Compare(capture, With(capture, table, chain, chain.Rules.Insert(0, chain.Rules[0])), options));
            }
        }
    }

    private static (Ruleset Capture, ComparisonOptions Options) Read(string path)
    {
        bool payload = path.EndsWith(".txt", StringComparison.Ordinal);
        return (RulesetParser.Parse(Captures.Read(path), Captures.FamilyOf(path)), new ComparisonOptions { Payload = payload });
    }

    private static Ruleset With(Ruleset ruleset, Table table, Chain chain, ImmutableArray<Rule> rules) =>
        Change(ruleset, (other, candidate) => other == table && candidate == chain ? rules : candidate.Rules);

    private static ImmutableArray<Rule> Reordered(Table table, Chain chain)
    {
        if (!ComparisonOptions.ChainsOfManyServices.Contains((table.Name, chain.Name)))
        {
            return chain.Rules;
        }

        // The jumps to the node ports stay behind the others.
        return [.. chain.Rules.Reverse().OrderBy(rule => rule.Target is JumpTarget { Chain: "KUBE-NODEPORTS" })];
    }

    private static Ruleset Change(Ruleset ruleset, Func<Table, Chain, ImmutableArray<Rule>> rules) => new(
        ruleset.Family,
        [
            .. ruleset.Tables.Reverse().Select(table => new Table(
                table.Name,
                [.. table.Chains.Reverse().Select(chain => new Chain(chain.Name, rules(table, chain), chain.Policy) { IsDeclared = chain.IsDeclared })])
            {
                Lines = table.Lines,
            }),
        ])
    {
        WrittenIn = ruleset.WrittenIn,
    };
}
