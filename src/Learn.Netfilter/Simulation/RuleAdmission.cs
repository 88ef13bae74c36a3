using System.Collections.Frozen;
using System.Text;

namespace Learn.Netfilter;

/// <summary>What iptables refuses in a single rule, whatever else the tables hold. Seen with iptables 1.8.9 (nf_tables).</summary>
internal static class RuleAdmission
{
    private const int MaxInterfaceLength = 15;
    private const int MaxCommentLength = 256;

    private static readonly FrozenSet<string> KnownMatches = new[]
    {
        "addrtype", "ah", "bpf", "cgroup", "cluster", "comment", "connbytes", "connlabel", "connlimit", "connmark", "conntrack", "cpu",
        "dccp", "devgroup", "dscp", "dst", "ecn", "esp", "eui64", "frag", "hashlimit", "hbh", "helper", "hl", "icmp", "icmp6", "iprange",
        "ipv6header", "ipvs", "length", "limit", "mac", "mark", "mh", "multiport", "nfacct", "osf", "owner", "physdev", "pkttype",
        "policy", "quota", "rateest", "realm", "recent", "rpfilter", "rt", "sctp", "set", "socket", "state", "statistic", "string", "tcp",
        "tcpmss", "time", "tos", "ttl", "u32", "udp", "unclean",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<byte> ProtocolsWithPorts = new byte[] { 6, 17, 33, 132, 136 }.ToFrozenSet();

    /// <summary>Looks at the rule alone.</summary>
    /// <returns>The refusal, or null.</returns>
    internal static TablesResult? Check(Rule rule, string table, string chain, IpFamily family)
    {
        foreach (var match in rule.Matches)
        {
            if (CheckMatch(match, rule, chain, family) is { } refusal)
            {
                return refusal;
            }
        }

        return rule.Target is null ? null : CheckTarget(rule.Target, rule, table, family);
    }

    /// <summary>The rules for the name of a chain that is to be made.</summary>
    internal static TablesResult? CheckName(string chain)
    {
        if (chain.Length == 0 || chain[0] is '-' or '!')
        {
            return TablesResult.WrongUse($"the name of a chain must not begin with \"-\" or \"!\": {chain}");
        }

        if (Encoding.UTF8.GetByteCount(chain) > 28)
        {
            return TablesResult.WrongUse($"the name of a chain has at most 28 bytes: {chain}");
        }

        return TargetExtensions.Find(chain) == TargetExtension.None
            ? null
            : TablesResult.WrongUse($"{chain} is the name of a target, so no chain can have it");
    }

    private static TablesResult? CheckMatch(Match match, Rule rule, string chain, IpFamily family) => match switch
    {
        SourceMatch source => CheckAddress(source.Address, family),
        DestinationMatch destination => CheckAddress(destination.Address, family),
        InInterfaceMatch input => CheckInterface(input.Pattern, "-i", chain is "OUTPUT" or "POSTROUTING", chain),
        OutInterfaceMatch outgoing => CheckInterface(outgoing.Pattern, "-o", chain is "PREROUTING" or "INPUT", chain),
        CommentMatch comment when Encoding.UTF8.GetByteCount(comment.Text) > MaxCommentLength =>
            TablesResult.WrongUse($"a comment has at most {MaxCommentLength} bytes"),
        MultiportMatch when !HasPorts(rule) => TablesResult.WrongUse("multiport needs a protocol that has ports"),
        RecentMatch { Reap: true, Seconds: null } => TablesResult.WrongUse("recent: --reap needs --seconds"),
        TransportMatch transport when ProtocolOf(rule) != transport.Protocol =>
            TablesResult.RefusedByKernel($"{transport.Protocol} ports need the protocol {transport.Protocol}"),
        UnknownMatch unknown when !IsOptionOfProtocol(unknown.Text, rule) => CheckUnknown(unknown.Text, family),
        _ => null,
    };

    private static TablesResult? CheckAddress(AddressPattern address, IpFamily family) =>
        address.IsValid && address.Family == family ? null : TablesResult.WrongUse($"not an {family} address: {address}");

    private static TablesResult? CheckInterface(string name, string option, bool isImpossible, string chain)
    {
        if (isImpossible)
        {
            return TablesResult.WrongUse($"{option} has no meaning in {chain}");
        }

        return name.Length <= MaxInterfaceLength
            ? null
            : TablesResult.WrongUse($"the name of an interface has at most {MaxInterfaceLength} characters: {name}");
    }

    private static TablesResult? CheckUnknown(string text, IpFamily family)
    {
        string[] words = text.Split(' ');
        bool known = words[0] switch
        {
            "-m" or "--match" => words.Length > 1 && KnownMatches.Contains(words[1]),
            "-f" or "--fragment" => family == IpFamily.IPv4,
            "-c" or "--set-counters" or "-4" or "-6" => true,
            "-s" or "--source" or "--src" or "-d" or "--destination" or "--dst" => words.Length == 2 && HasMask(words[1]),
            "!" => words.Length == 3 && HasMask(words[2]),
            _ => false,
        };
        return known ? null : TablesResult.WrongUse($"not understood: {text}");
    }

    // With -p alone, iptables takes the options of the protocol's own match.
    private static bool IsOptionOfProtocol(string text, Rule rule)
    {
        string option = text.Split(' ') is ["!", var inverted, ..] ? inverted : text.Split(' ')[0];
        return ProtocolOf(rule) is not null
            && option is "--syn" or "--tcp-flags" or "--tcp-option" or "--icmp-type" or "--icmpv6-type" or "--chunk-types";
    }

    // An address with a mask that is no prefix, such as 10.0.0.0/255.0.255.0.
    private static bool HasMask(string text) =>
        text.Split('/') is [var address, var mask] && AddressPattern.FromText(address).IsValid && AddressPattern.FromText(mask).IsValid;

    private static TablesResult? CheckTarget(Target target, Rule rule, string table, IpFamily family) => target switch
    {
        DropTarget when table == "nat" => TablesResult.WrongUse("packets are not dropped in the nat table"),
        DnatTarget dnat => CheckRange(dnat.To, rule, family),
        SnatTarget snat => CheckRange(snat.To, rule, family),
        MasqueradeTarget { ToPorts: not null } when !HasPorts(rule) => TablesResult.WrongUse("ports need a protocol that has ports"),
        RejectTarget { With: "tcp-reset" } when ProtocolOf(rule) != IpProtocol.Tcp =>
            TablesResult.RefusedByKernel("tcp-reset needs the protocol tcp"),
        RejectTarget { With: { } with } when with != "tcp-reset" && !with.StartsWith(PrefixOf(family), StringComparison.Ordinal) =>
            TablesResult.WrongUse($"not an answer of {family}: {with}"),
        UnknownTarget unknown => CheckUnknownTarget(unknown),
        _ => null,
    };

    private static string PrefixOf(IpFamily family) => family == IpFamily.IPv4 ? "icmp-" : "icmp6-";

    private static TablesResult? CheckRange(NatRange range, Rule rule, IpFamily family)
    {
        bool otherFamily = range.FirstAddress is { } address && AddressText.FamilyOf(address) != family;
        if (!range.IsValid || otherFamily)
        {
            return TablesResult.WrongUse($"not an {family} address to translate to: {range.Text}");
        }

        return range.Ports is null || HasPorts(rule) ? null : TablesResult.WrongUse("a port needs a protocol that has ports");
    }

    private static TablesResult? CheckUnknownTarget(UnknownTarget target) => TargetExtensions.Find(target.Name) switch
    {
        // These have an option that is not known here, but that may be right.
        TargetExtension.Other or TargetExtension.Log or TargetExtension.Masquerade => null,
        TargetExtension.Mark or TargetExtension.Connmark => null,
        TargetExtension.None => TablesResult.WrongUse($"chain {target.Name} does not exist"),
        _ => TablesResult.WrongUse($"not understood: -j {target.Text}"),
    };

    private static IpProtocol? ProtocolOf(Rule rule) =>
        rule.Find<ProtocolMatch>() is { Inverted: false } protocol ? protocol.Protocol : rule.Find<TransportMatch>()?.Protocol;

    private static bool HasPorts(Rule rule) => ProtocolOf(rule) is { } protocol && ProtocolsWithPorts.Contains(protocol.Number);
}
