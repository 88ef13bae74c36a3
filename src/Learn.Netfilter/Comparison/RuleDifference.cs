using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Says in which parts two rules differ.</summary>
internal static class RuleDifference
{
    /// <summary>How much two rules have in common, for finding out which one replaced which; 0 for nothing.</summary>
    internal static int Likeness(Rule expected, Rule actual)
    {
        int likeness = expected.Comment is { } comment && comment == actual.Comment ? 2 : 0;
        likeness += Equals(expected.Target, actual.Target) ? 2 : 0;
        foreach (var match in expected.Matches)
        {
            likeness += match is not CommentMatch && actual.Matches.Contains(match) ? 1 : 0;
        }

        return likeness;
    }

    internal static string Explain(Rule expected, Rule actual, IpFamily family, DifferenceWords words)
    {
        var wanted = Parts(expected, family);
        var found = Parts(actual, family);
        string missing = string.Join(" ", Without(wanted, found));
        string extra = string.Join(" ", Without(found, wanted));
        return (missing.Length, extra.Length) switch
        {
            (0, 0) => "has the same parts in another order",
            (0, _) when words.IsInTime => string.Create(CultureInfo.InvariantCulture, $"has got \"{extra}\""),
            (_, 0) when words.IsInTime => string.Create(CultureInfo.InvariantCulture, $"has lost \"{missing}\""),
            (_, not 0) when words.IsInTime => string.Create(CultureInfo.InvariantCulture, $"has \"{extra}\" where it had \"{missing}\""),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"has \"{extra}\" in addition"),
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"lacks \"{missing}\""),
            _ => string.Create(CultureInfo.InvariantCulture, $"has \"{extra}\" where \"{missing}\" is expected"),
        };
    }

    private static List<string> Parts(Rule rule, IpFamily family)
    {
        var parts = rule.CanonicalMatches.Select(match => RuleWriter.ToText(new Rule(null, match), family)).ToList();
        parts.Add(rule.Target is null ? "no target" : RuleWriter.ToText(new Rule(rule.Target), family));
        return parts;
    }

    private static List<string> Without(List<string> parts, List<string> others)
    {
        var rest = new List<string>(others);
        return parts.Where(part => !rest.Remove(part)).ToList();
    }
}
