using System.Collections.Immutable;
using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// A question about rules as one types it: <c>[TABLE] CHAIN [NUMBER]</c>, <c>service/NAME</c>, <c>FIELD of service/NAME</c>,
/// <c>[-t TABLE] -A CHAIN …</c> (the text of a rule), or nothing for an overview.
/// </summary>
public static class ExplanationQuestion
{
    /// <summary>The forms, for messages and help.</summary>
    public const string Usage = "[TABLE] CHAIN [NUMBER] | TABLE | service/NAME | FIELD of service/NAME | [-t TABLE] -A CHAIN RULE…";

    private static readonly string[] s_order = ["nat", "filter", "mangle", "raw", "security"];

    /// <summary>Answers.</summary>
    /// <param name="explanation">The rules that it is about.</param>
    /// <param name="words">The words of the question.</param>
    /// <returns>One answer; several for a chain that more than one table has.</returns>
    /// <exception cref="ArgumentException">There is no such table, chain, rule, Service or field; the message names the nearest.</exception>
    public static ImmutableArray<IExplanation> Answer(RulesetExplanation explanation, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(words);
        return words switch
        {
            [] => [Overview(explanation)],
            [var field, "of", var subject] => [explanation.RulesOf(subject, field)],
            [var only] when only.Contains('/', StringComparison.Ordinal) => [explanation.ExplainService(only)],
            _ when words.Any(word => word is "-A" or "--append" or "-I") => [OfText(explanation, words)],
            [var only] => OfName(explanation, only),
            [var chain, var number] when TryNumber(number, out int rule) => OfChain(explanation, chain, rule),
            [var table, var chain] => [explanation.Explain(TableName(table), chain)],
            [var table, var chain, var number] when TryNumber(number, out int rule) => [explanation.Explain(TableName(table), chain, rule)],
            [_, _, var number] => throw new ArgumentException($"\"{number}\" is no number of a rule. {Usage}"),
            _ => throw new ArgumentException($"What is to be explained? {Usage}"),
        };
    }

    private static RulesetOverview Overview(RulesetExplanation explanation) => new(
        explanation.Reading.Services,
        [.. explanation.Reading.Chains.Where(chain => chain.Service is null && explanation.Reading.Ruleset.Find(chain.Table, chain.Chain)?.Rules.IsEmpty == false)],
        explanation.Reading.Ruleset.RuleCount);

    private static ImmutableArray<IExplanation> OfName(RulesetExplanation explanation, string name)
    {
        if (explanation.Reading.Ruleset.Find(name) is not null)
        {
            return [explanation.Explain(name)];
        }

        return OfChain(explanation, name, null);
    }

    private static ImmutableArray<IExplanation> OfChain(RulesetExplanation explanation, string chain, int? number)
    {
        string[] tables = [.. explanation.Reading.Ruleset.Tables.Where(table => table.Find(chain) is not null).Select(table => table.Name).Distinct()];
        if (tables.Length == 0)
        {
            string[] names = [.. explanation.Reading.Ruleset.Tables.SelectMany(table => table.Chains).Select(each => each.Name).Distinct()];
            string[] known = [.. names, .. explanation.Reading.Ruleset.Tables.Select(table => table.Name), .. explanation.Reading.Services.Select(service => $"service/{service.Service}").Distinct()];
            throw new ArgumentException($"No table of these rules has a chain \"{chain}\". {RuleNames.Meant(chain, known)}");
        }

        IEnumerable<string> ordered = tables.OrderBy(table => Array.IndexOf(s_order, table));
        if (number is null)
        {
            return [.. ordered.Select(table => explanation.Explain(table, chain))];
        }

        string[] longEnough = [.. ordered.Where(table => explanation.Reading.Ruleset.Find(table, chain)!.Rules.Length >= number && number >= 1)];
        return longEnough.Length > 0
            ? [.. longEnough.Select(table => explanation.Explain(table, chain, number.Value))]
            : [explanation.Explain(ordered.First(), chain, number.Value)];
    }

    private static RuleExplanation OfText(RulesetExplanation explanation, IReadOnlyList<string> words)
    {
        string table = "";
        var rest = new List<string>();
        for (int index = 0; index < words.Count; index++)
        {
            if (words[index] is "-t" or "--table" && index + 1 < words.Count)
            {
                table = TableName(words[++index]);
            }
            else if (words[index] is not ("iptables" or "ip6tables" or "sudo"))
            {
                rest.Add(words[index].Contains(' ', StringComparison.Ordinal) ? $"\"{words[index]}\"" : words[index]);
            }
        }

        if (rest is not ["-A" or "--append" or "-I", var chain, ..])
        {
            throw new ArgumentException($"A rule's text begins with -A and its chain: -A KUBE-SERVICES -d 10.96.0.1/32 … {Usage}");
        }

        Rule rule;
        try
        {
            rule = RuleParser.Parse(string.Join(' ', rest.Skip(2)), explanation.Reading.Ruleset.Family);
        }
        catch (FormatException error)
        {
            throw new ArgumentException($"This is no rule: {error.Message}", error);
        }

        // Without -t it is wherever such a rule stands; only some targets say the table themselves.
        string[] tables = table.Length > 0 ? [table] : [.. s_order.Where(each => explanation.Reading.Ruleset.Find(each, chain) is not null)];
        string found = tables.FirstOrDefault(each => explanation.Reading.Ruleset.Find(each, chain)?.Rules.Contains(rule) == true)
            ?? (tables.Length > 0 ? tables[0] : rule.Target is DnatTarget or SnatTarget or MasqueradeTarget ? "nat" : "filter");
        return explanation.Explain(found, chain, rule);
    }

    private static string TableName(string word) => word.StartsWith('*') ? word[1..] : word;

    private static bool TryNumber(string word, out int number) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
