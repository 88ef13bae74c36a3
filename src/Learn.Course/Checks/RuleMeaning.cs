using Learn.Netfilter;

namespace Learn.Course;

/// <summary>Compares rules by what they mean: neither the order of options nor comments, counters and spelling count.</summary>
internal static class RuleMeaning
{
    // "0.7" is kept by the kernel as the nearest of 2³¹ steps, and a learner may round a third to 0.333.
    private const double ShareTolerance = 0.001;

    /// <summary>Reads a rule as a definition writes it: <c>-A CHAIN -p tcp --dport 80 -j ACCEPT</c>.</summary>
    /// <exception cref="CourseException">It is no such rule.</exception>
    public static (string Chain, Rule Rule) Read(string text, IpFamily family)
    {
        string[] words = text.Trim().Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["-A" or "--append", var chain, ..])
        {
            throw new CourseException($"\"{text}\" is no rule. Write it as iptables-save prints it: -A CHAIN -p tcp --dport 80 -j ACCEPT.");
        }

        try
        {
            return (chain, RuleParser.Parse(words.Length > 2 ? words[2] : "", family));
        }
        catch (FormatException error)
        {
            throw new CourseException($"\"{text}\" is no rule: {error.Message}", error);
        }
    }

    /// <summary>Whether two rules do the same to every packet, as far as their parts tell.</summary>
    public static bool AreSame(Rule one, Rule other, IpFamily family)
    {
        if (!Equals(Plain(one.Target, family), Plain(other.Target, family)))
        {
            return false;
        }

        var rest = Matches(other);
        return Matches(one).All(match => rest.FindIndex(candidate => AreSame(match, candidate)) is >= 0 and var found && RemoveAt(rest, found)) && rest.Count == 0;
    }

    private static List<Match> Matches(Rule rule)
    {
        // "-p tcp" alone is said again by each match on ports.
        var matches = rule.CanonicalMatches.Where(match => match is not CommentMatch).ToList();
        return [.. matches.Where(match => !(match is TransportMatch { SourcePorts: null, DestinationPorts: null } && matches.OfType<ProtocolMatch>().Any()))];
    }

    private static bool AreSame(Match one, Match other)
        => one is StatisticMatch { Mode: StatisticMode.Random } share && other is StatisticMatch { Mode: StatisticMode.Random } otherShare
            ? Math.Abs(share.Share - otherShare.Share) <= ShareTolerance
            : one.Equals(other);

    private static Target? Plain(Target? target, IpFamily family)
        => target is RejectTarget { With: var with } && with == RejectTarget.DefaultFor(family) ? RejectTarget.Default : target;

    private static bool RemoveAt(List<Match> matches, int index)
    {
        matches.RemoveAt(index);
        return true;
    }
}
