using System.Globalization;

namespace Learn.Netfilter;

/// <content>What a rule is about: the packets that it matches.</content>
public static partial class RuleSentence
{
    private static void WriteSubject(ref Words words, Rule rule, bool isNat)
    {
        IpProtocol? protocol = null;
        PortRange? destinationPorts = null;
        PortRange? sourcePorts = null;
        SourceMatch? source = null;
        DestinationMatch? destination = null;
        bool isNew = false;
        bool hasState = false;
        foreach (Match match in rule.Matches)
        {
            switch (match)
            {
                case TransportMatch transport:
                    protocol = transport.Protocol;
                    sourcePorts = transport.SourcePorts;
                    destinationPorts = transport.DestinationPorts;
                    break;
                case ProtocolMatch { Inverted: false } only when only.Protocol.Number != 0:
                    protocol ??= only.Protocol;
                    break;
                case SourceMatch first:
                    source ??= first;
                    break;
                case DestinationMatch first:
                    destination ??= first;
                    break;
                case ConntrackMatch { States: ConntrackStates.New, Inverted: false }:
                    isNew = true;
                    break;
                case ConntrackMatch:
                    hasState = true;
                    break;
            }
        }

        bool connections = (isNew || isNat) && !hasState;
        string kind = protocol is { } known ? ProtocolName(known) + " " : "";
        bool all = protocol is null && IsUnconditional(rule);
        words.Add(connections ? all ? "All new " : "New " : all ? "All " : "");
        words.Add(kind);
        words.Add(connections ? "connections" : all || kind.Length > 0 ? "packets" : "Packets");
        AddressTypeMatch? type = rule.Find<AddressTypeMatch>() is { Interface: AddressTypeInterface.Any, SourceInverted: false, DestinationInverted: false } plain
            && plain.Source is AddressTypes.None or AddressTypes.Local && plain.Destination is AddressTypes.None or AddressTypes.Local ? plain : null;

        // What is excluded comes last: "to port 80 of 10.96.12.3, not from 10.244.0.0/16".
        bool sourceLast = source is { Inverted: true };
        if (!sourceLast)
        {
            WritePlace(ref words, " from", sourcePorts, source?.Address, false);
        }

        words.Add(type?.Source == AddressTypes.Local ? " from this host" : "");
        WritePlace(ref words, " to", destinationPorts, type is null ? destination?.Address : null, destination?.Inverted ?? false);
        words.Add(type?.Destination != AddressTypes.Local ? "" : destinationPorts is { Inverted: false } ? " of this host" : " to this host");
        if (type is not null && destination is not null)
        {
            WritePlace(ref words, " to", null, destination.Address, destination.Inverted);
        }

        if (sourceLast)
        {
            WritePlace(ref words, " from", sourcePorts, source?.Address, true);
        }

        foreach (Match match in rule.Matches)
        {
            bool isSaid = match is TransportMatch or StatisticMatch || ReferenceEquals(match, type) || ReferenceEquals(match, source) || ReferenceEquals(match, destination)
                || (connections && match is ConntrackMatch) || match is ProtocolMatch { Inverted: false }
                || match is RecentMatch { Operation: RecentOperation.Set };
            if (!isSaid)
            {
                WriteMatch(ref words, match);
            }
        }
    }

    private static bool IsUnconditional(Rule rule)
    {
        foreach (Match match in rule.Matches)
        {
            if (match is not (CommentMatch or StatisticMatch or RecentMatch { Operation: RecentOperation.Set }
                or ConntrackMatch { States: ConntrackStates.New, Inverted: false }))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The list to which a rule adds the sender (or receiver) of what it matches; null for none.</summary>
    private static RecentMatch? Remembers(Rule rule)
    {
        foreach (Match match in rule.Matches)
        {
            if (match is RecentMatch { Operation: RecentOperation.Set } recent)
            {
                return recent;
            }
        }

        return null;
    }

    // " to port 80 of 10.96.12.3", or between commas if one of the two is excluded.
    private static void WritePlace(ref Words words, string preposition, PortRange? ports, AddressPattern? address, bool inverted)
    {
        if (ports is { } range)
        {
            if (range.Inverted)
            {
                words.BeginClause();
                words.Add(" not");
            }

            words.Add(preposition);
            WritePorts(ref words, range);
            if (address is { } host && !inverted && !range.Inverted)
            {
                words.Add(" of ");
                WriteAddresses(ref words, host);
                return;
            }
        }

        if (address is { } addresses)
        {
            if (inverted)
            {
                words.BeginClause();
                words.Add(" not");
            }

            words.Add(preposition);
            words.Add(" ");
            WriteAddresses(ref words, addresses);
        }
    }

    private static void WritePorts(ref Words words, PortRange range)
    {
        words.Add(range.First == range.Last ? " port " : " ports ");
        WriteRange(ref words, range);
    }

    private static void WriteRange(ref Words words, PortRange range)
    {
        words.Text.Append(CultureInfo.InvariantCulture, $"{range.First}");
        if (range.First != range.Last)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" to {range.Last}");
        }
    }

    private static void WriteAddresses(ref Words words, AddressPattern addresses)
    {
        if (addresses.MatchesEverything)
        {
            words.Add("any address");
            return;
        }

        if (!addresses.IsValid)
        {
            words.Text.Append('"').Append(addresses.Literal).Append("\" (which is no address)");
            return;
        }

        Span<byte> utf8 = stackalloc byte[64];
        foreach (byte letter in utf8[..addresses.WriteNormal(utf8)])
        {
            words.Text.Append((char)letter);
        }

        if (words.Names.NameAddresses(addresses) is { } name)
        {
            words.Text.Append(" (").Append(name).Append(')');
        }
    }

    private static string ProtocolName(IpProtocol protocol) => protocol.Number switch
    {
        6 => "TCP",
        17 => "UDP",
        132 => "SCTP",
        1 => "ICMP",
        58 => "ICMPv6",
        136 => "UDP-Lite",
        33 => "DCCP",
        50 => "ESP",
        51 => "AH",
        47 => "GRE",
        2 => "IGMP",
        4 => "IP-in-IP",
        41 => "IPv6-in-IP",
        135 => "IPv6 mobility",
        _ => string.Create(CultureInfo.InvariantCulture, $"IP protocol {protocol.Number}"),
    };
}
