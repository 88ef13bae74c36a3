using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>What is read from the captures is what the generator knows about each of its rules.</summary>
public sealed class ReadingTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_rule_of_a_capture_is_read_as_it_was_meant(string name)
    {
        var goldenCase = new GoldenCase(Path.Combine(GoldenFolder.Iptables, name));
        var wrong = new List<string>();
        await foreach (CaseStepResult step in goldenCase.StepsAsync())
        {
            foreach ((IpFamily family, SyncPlan plan) in step.Plans)
            {
                string suffix = step.Step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-step-{step.Step}");
                string file = $"expected{suffix}.ip{(family == IpFamily.IPv4 ? "" : "6")}tables-save";
                if (goldenCase.CapturedFiles.Contains(file))
                {
                    Ruleset capture = RulesetParser.Parse(goldenCase.ReadFile(file), family);
                    wrong.AddRange(Differences(plan.Desired(), RulesetReading.Of(capture)).Select(text => $"{file}: {text}"));
                }

                // The captures with broken rules say little about Services; what the generator wants, written and read again, says it all.
                Ruleset again = RulesetParser.Parse(plan.Desired().ToSaveText(), family);
                wrong.AddRange(ServiceExpectation.Differences(plan.Desired(), RulesetReading.Of(again)).Select(text => $"step {step.Step} {family}: {text}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    private static IEnumerable<string> Differences(Ruleset desired, RulesetReading reading)
    {
        foreach (Table table in reading.Ruleset.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                // In a large cluster, chains written before and after it became one stand side by side, with comments and without.
                var desiredRules = desired.Find(table.Name, chain.Name)?.Rules ?? [];
                ILookup<Rule, Rule> wanted = desiredRules.ToLookup(rule => rule), plain = desiredRules.ToLookup(WithoutComment);
                for (int number = 1; number <= chain.Rules.Length; number++)
                {
                    RuleReading read = reading.Find(table.Name, chain.Name, number);
                    Rule rule = chain.Rules[number - 1];
                    Rule? match = wanted[rule].FirstOrDefault() ?? plain[WithoutComment(rule)].FirstOrDefault();
                    var origin = (ProxyRuleOrigin?)match?.Origin;
                    string meant = Text(origin?.Reason, origin?.Port?.Name.ToString(), Canonical(origin?.Endpoint?.Text));
                    string got = Text(read.Reason, read.Service?.Name, Canonical(read.Endpoint?.Address));
                    bool isForeign = origin is null && (read.Reason is null || !desired.Find(table.Name)!.Chains.Any(own => own.Name == chain.Name));
                    if (meant != got && !isForeign)
                    {
                        yield return $"{table} {chain} {number}: meant {meant}, read {got}: {rule}";
                    }
                }
            }
        }
    }

    private static Rule WithoutComment(Rule rule) => new([.. rule.Matches.Where(match => match is not CommentMatch)], rule.Target);

    private static string Text(RuleReason? reason, string? service, string? endpoint) => $"{reason} {service} {endpoint}";

    private static string? Canonical(string? endpoint) =>
        endpoint is null ? null : IPEndPoint.TryParse(endpoint, out IPEndPoint? parsed) ? parsed.ToString() : endpoint;
}
