using System.Globalization;

namespace Learn.Netfilter;

/// <summary>The words in which walks are told, in texts and in notebooks.</summary>
public static class WalkWords
{
    /// <summary>A share as it is said: <c>33.3 %</c>, <c>0 to 50 %</c>, <c>perhaps</c>.</summary>
    /// <param name="least">The least it can be, 0 to 1.</param>
    /// <param name="most">The most it can be, 0 to 1.</param>
    public static string Share(double least, double most) => Percent(least) == Percent(most) ? $"{Percent(most)} %"
        : least <= 0 && most >= 1 ? "perhaps"
        : $"{Percent(least)} to {Percent(most)} %";

    /// <summary>A hook as iptables names its chains: <c>PREROUTING</c>.</summary>
    public static string Name(Hook hook) => hook switch
    {
        Hook.Prerouting => "PREROUTING",
        Hook.Input => "INPUT",
        Hook.Forward => "FORWARD",
        Hook.Output => "OUTPUT",
        _ => "POSTROUTING",
    };

    /// <summary>What the rule asks for, without comments: <c>-d 10.96.0.1/32 -p tcp -m tcp --dport 80</c>; empty if nothing.</summary>
    public static string Conditions(Rule rule, IpFamily family = IpFamily.IPv4)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return RuleWriter.ToText(new Rule([.. rule.Matches.Where(match => match is not CommentMatch)], null), family, TextStyle.Save);
    }

    /// <summary>What the rule does: <c>-j DNAT --to-destination 10.244.1.7:8080</c>; empty if it only counts.</summary>
    public static string Target(Rule rule, IpFamily family = IpFamily.IPv4)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return RuleWriter.ToText(new Rule([], rule.Target), family, TextStyle.Save);
    }

    /// <summary>What a way of a choice stands for, in a few words.</summary>
    public static string Describe(WalkChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Kind switch
        {
            WalkEdgeKind.NotMatched => "otherwise",
            WalkEdgeKind.GoesOn => "if the packet goes on after it",
            WalkEdgeKind.Decides => "if it decides",
            _ when choice.IsInTurn => "in turn, not by chance",
            _ => "",
        };
    }

    private static string Percent(double share)
    {
        double percent = share * 100;
        return percent.ToString(percent is >= 10 or 0 ? "0.#" : percent >= 0.1 ? "0.##" : "0.######", CultureInfo.InvariantCulture);
    }
}
