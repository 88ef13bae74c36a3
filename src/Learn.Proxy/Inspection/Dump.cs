using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// A text with rules as people pass them on: one or several <c>iptables-save</c> and <c>ip6tables-save</c> one after the other, with prompts,
/// headings, code fences or the words of kubectl around them.
/// </summary>
/// <param name="Rulesets">The rules, one set for each save, in the order of the text.</param>
/// <param name="IgnoredLines">Number of lines that are no rules, comments and empty lines apart.</param>
/// <param name="FirstIgnored">The first such line; null if there is none.</param>
/// <param name="HasNftablesProxy">True if the text has a table of kube-proxy's nftables mode, as <c>nft list ruleset</c> prints it.</param>
public sealed record Dump(ImmutableArray<Ruleset> Rulesets, int IgnoredLines, string? FirstIgnored, bool HasNftablesProxy)
{
    /// <summary>Reads a text. Lines that are no rules are left out, never an error.</summary>
    /// <param name="text">The text.</param>
    public static Dump Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DumpReader().Read(text);
    }
}
