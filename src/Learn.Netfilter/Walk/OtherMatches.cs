using System.Globalization;
using System.Net;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Matches without a type of their own that can be decided nevertheless, read from their text when a packet comes. Whatever is not
/// recognised stays open; one condition that surely fails decides. Source: the man page iptables-extensions(8).
/// </summary>
/// <param name="first">The packet as it was sent.</param>
/// <param name="family">The family of the rules.</param>
internal sealed class OtherMatches(Packet first, IpFamily family)
{
    private const string SynFlags = "FIN,SYN,RST,ACK";

    // The first packet of a connection; of later ones only what conntrack keeps would be known.
    private readonly bool _begins = (first.State & ConntrackStates.New) != 0;

    internal MatchAnswer Answer(UnknownMatch match, in WalkState state)
    {
        string[] words = match.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["-4"] or ["-6"])
        {
            return MatchAnswer.Of(words[0] == "-4" == (family == IpFamily.IPv4));
        }

        if (words.Length < 2 || words[0] != "-m" || match.Text.Contains('"', StringComparison.Ordinal))
        {
            return MatchAnswer.Unknown;
        }

        var packet = state.Packet;
        string name = words[1];
        if (ProtocolOf(name) is { } protocol && protocol != packet.Protocol)
        {
            return MatchAnswer.No;
        }

        var answer = MatchAnswer.Yes;
        for (int position = 2; position < words.Length;)
        {
            bool inverted = words[position] == "!";
            position += inverted ? 1 : 0;
            string option = position < words.Length ? words[position++] : "";
            int end = position;
            while (end < words.Length && words[end] != "!" && !words[end].StartsWith("--", StringComparison.Ordinal))
            {
                end++;
            }

            answer = answer.And(Answer(name, option, words.AsSpan(position, end - position), packet) is { } known
                ? MatchAnswer.Of(known != inverted)
                : MatchAnswer.Unknown);
            position = end;
        }

        // Without options of its own an unknown extension says nothing that could be decided.
        return words.Length == 2 && ProtocolOf(name) is null ? MatchAnswer.Unknown : answer;
    }

    private static IpProtocol? ProtocolOf(string name) => name switch
    {
        "tcp" => IpProtocol.Tcp,
        "udp" => IpProtocol.Udp,
        "sctp" => IpProtocol.Sctp,
        "icmp" => IpProtocol.Icmp,
        "icmp6" or "icmpv6" or "ipv6-icmp" => IpProtocol.IcmpV6,
        _ => null,
    };

    /// <summary>Whether the packet fulfils one option, as if it were not inverted; null if that is not known.</summary>
    private bool? Answer(string name, string option, ReadOnlySpan<string> values, Packet packet) => (name, option) switch
    {
        ("tcp" or "udp" or "sctp", "--dport") when values.Length == 1 => IsPort(values[0], packet.DestinationPort),
        ("tcp" or "udp" or "sctp", "--sport") when values.Length == 1 => IsPort(values[0], packet.SourcePort),
        ("tcp", "--syn") => AreFlags(SynFlags, "SYN"),
        ("tcp", "--tcp-flags") when values.Length == 2 => AreFlags(values[0], values[1]),
        ("icmp", "--icmp-type") or ("icmp6", "--icmpv6-type") when values.Length == 1 => IsIcmp(values[0], packet),
        ("iprange", "--src-range") when values.Length == 1 => IsInRange(values[0], packet.Source),
        ("iprange", "--dst-range") when values.Length == 1 => IsInRange(values[0], packet.Destination),
        ("owner", _) when !packet.FromLocalProcess => false,
        ("conntrack", "--ctstate") when values.Length == 1 =>
            FlagNames.TryRead(Encoding.UTF8.GetBytes(values[0]), out ConntrackStates states) && (states & packet.State) != 0 ? true : null,
        ("conntrack", "--ctproto") when values.Length == 1 && _begins =>
            IpProtocol.TryParse(values[0], out var protocol) ? protocol == first.Protocol : null,
        ("conntrack", "--ctorigsrc") when values.Length == 1 && _begins => IsAddress(values[0], first.Source),
        ("conntrack", "--ctorigdst") when values.Length == 1 && _begins => IsAddress(values[0], first.Destination),
        ("conntrack", "--ctorigsrcport") when values.Length == 1 && _begins => IsPort(values[0], first.SourcePort),
        ("conntrack", "--ctorigdstport") when values.Length == 1 && _begins => IsPort(values[0], first.DestinationPort),
        ("conntrack", "--ctdir") when values.Length == 1 && _begins => values[0] switch { "ORIGINAL" => true, "REPLY" => false, _ => null },
        _ => null,
    };

    private static bool? IsPort(string text, ushort port) =>
        OptionScan.TryReadPorts(Encoding.UTF8.GetBytes(text), (byte)':', false, out var ports) ? ports.Matches(port) : null;

    private static bool? IsAddress(string text, IPAddress address) =>
        AddressPattern.TryRead(Encoding.UTF8.GetBytes(text), out var pattern) ? pattern.Contains(address) : null;

    /// <summary>The first packet of a TCP connection has the flag SYN and no other.</summary>
    private bool? AreFlags(string mask, string set)
    {
        if (!_begins || FlagsOf(mask) is not { } looked || FlagsOf(set) is not { } wanted)
        {
            return null;
        }

        return looked.Contains("SYN") ? wanted.SetEquals(["SYN"]) : wanted.Count == 0;
    }

    private static HashSet<string>? FlagsOf(string text)
    {
        string[] known = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];
        string[] names = text switch { "ALL" => known, "NONE" => [], _ => text.Split(',') };
        return names.All(known.Contains) ? [.. names] : null;
    }

    private static bool? IsIcmp(string text, Packet packet)
    {
        string[] parts = text.Split('/');
        int? wanted = parts[0] switch
        {
            "any" or "255" => -1,
            "echo-request" or "ping" => packet.Protocol == IpProtocol.Icmp ? 8 : 128,
            "echo-reply" or "pong" => packet.Protocol == IpProtocol.Icmp ? 0 : 129,
            var number => byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out byte type) ? type : null,
        };
        if (wanted is null or -1)
        {
            return wanted is null ? null : true;
        }

        bool? isType = packet.IcmpType is { } known ? known == wanted : null;
        if (isType != true || parts.Length == 1)
        {
            return isType;
        }

        return byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out byte code) && packet.IcmpCode is { } own
            ? own == code
            : null;
    }

    private static bool? IsInRange(string text, IPAddress address)
    {
        string[] ends = text.Split('-');
        if (!AddressText.TryRead(Encoding.UTF8.GetBytes(ends[0]), out var low, out var family)
            || !AddressText.TryRead(Encoding.UTF8.GetBytes(ends[^1]), out var high, out _)
            || family != AddressText.FamilyOf(address))
        {
            return null;
        }

        var bits = AddressText.BitsOf(address);
        return bits >= low && bits <= high;
    }
}
