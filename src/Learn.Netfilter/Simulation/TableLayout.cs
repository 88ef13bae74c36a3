using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Which tables there are and which built-in chains they have, in the order in which iptables-nft 1.8.9 prints them.</summary>
internal static class TableLayout
{
    internal static readonly ImmutableArray<string> Tables = ["mangle", "security", "raw", "filter", "nat"];

    private static readonly ImmutableArray<string> AllChains = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

    internal static ImmutableArray<string> BuiltInChains(string table) => table switch
    {
        "mangle" => AllChains,
        "raw" => ["PREROUTING", "OUTPUT"],
        "nat" => ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
        _ => ["INPUT", "FORWARD", "OUTPUT"],
    };

    internal static Hooks HookOf(string builtInChain) => (Hooks)(1 << AllChains.IndexOf(builtInChain));
}
