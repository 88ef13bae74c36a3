using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Chains and tables in plain sentences, with nothing but netfilter's own terms.</summary>
public static class ChainSentence
{
    /// <summary>When a chain is used, how many rules it has, and what happens at its end.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="callers">How many rules of the table jump to it; null if that is not known.</param>
    public static string Of(Chain chain, int? callers = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (chain.Policy is { } policy)
        {
            string rules = RuleCount(chain.Rules.Length);
            string end = policy == ChainPolicy.Accept ? "accepted" : "dropped silently";
            string rest = chain.Rules.Length switch
            {
                0 => "All of it is",
                1 => "What it does not decide about is",
                _ => "What none of them decides about is",
            };
            return $"{HookSentence(chain.Name)} {rules} {rest} {end}: that is the policy.";
        }

        string called = callers switch
        {
            null => "Rules jump here.",
            0 => "No rule of its table jumps here, so nothing gets here.",
            1 => "One rule jumps here.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{callers:N0} rules jump here."),
        };
        return chain.Rules.IsEmpty ? $"{called} It is empty: packets go straight back." : $"{called} What no rule decides about goes back.";
    }

    /// <summary>What a table is for.</summary>
    /// <param name="table">Its name.</param>
    public static string OfTable(string table) => table switch
    {
        "nat" => "Translates addresses and ports. Only the first packet of a connection gets here; the kernel treats the others alike.",
        "filter" => "Lets packets through or not. Every packet gets here.",
        "mangle" => "Changes packets otherwise than by translating addresses: marks, type of service, time to live.",
        "raw" => "Comes before connection tracking: exempts packets from it, or traces them.",
        "security" => "Sets the marks of mandatory access control, such as those of SELinux.",
        _ => $"A table that is not known here: {table}.",
    };

    private static string RuleCount(int count) => count switch
    {
        0 => "It has no rules.",
        1 => "It has one rule.",
        _ => string.Create(CultureInfo.InvariantCulture, $"It has {count:N0} rules."),
    };

    private static string HookSentence(string chain) => chain switch
    {
        "PREROUTING" => "Every packet that comes in by an interface gets here first, before the kernel decides where it goes.",
        "INPUT" => "Every packet for this host gets here.",
        "FORWARD" => "Every packet that only passes through this host gets here.",
        "OUTPUT" => "Every packet that a process of this host sends gets here.",
        "POSTROUTING" => "Every packet that leaves by an interface gets here last.",
        _ => "The kernel calls this chain.",
    };
}
