using System.Collections.Frozen;

namespace Learn.Netfilter;

/// <summary>The names of targets that are no chains. Source: the man page iptables-extensions(8) of iptables 1.8.9.</summary>
internal static class TargetExtensions
{
    private static readonly FrozenDictionary<string, TargetExtension> Typed = new Dictionary<string, TargetExtension>
    {
        ["ACCEPT"] = TargetExtension.Accept,
        ["DROP"] = TargetExtension.Drop,
        ["RETURN"] = TargetExtension.Return,
        ["TRACE"] = TargetExtension.Trace,
        ["REJECT"] = TargetExtension.Reject,
        ["DNAT"] = TargetExtension.Dnat,
        ["SNAT"] = TargetExtension.Snat,
        ["MASQUERADE"] = TargetExtension.Masquerade,
        ["MARK"] = TargetExtension.Mark,
        ["CONNMARK"] = TargetExtension.Connmark,
        ["LOG"] = TargetExtension.Log,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Others = new[]
    {
        "AUDIT", "CHECKSUM", "CLASSIFY", "CLUSTERIP", "CONNSECMARK", "CT", "DNPT", "DSCP", "ECN", "HL", "HMARK", "IDLETIMER", "LED",
        "NETMAP", "NFLOG", "NFQUEUE", "NOTRACK", "QUEUE", "RATEEST", "REDIRECT", "SECMARK", "SET", "SNPT", "SYNPROXY", "TCPMSS",
        "TCPOPTSTRIP", "TEE", "TOS", "TPROXY", "TTL", "ULOG",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static TargetExtension Find(string name) =>
        Typed.TryGetValue(name, out var extension) ? extension : Others.Contains(name) ? TargetExtension.Other : TargetExtension.None;
}
