using System.Globalization;

namespace Learn.Netfilter;

/// <content>The matches, one by one.</content>
public static partial class RuleSentence
{
    private static void WriteMatch(ref Words words, Match match)
    {
        switch (match)
        {
            case SourceMatch source:
                WritePlace(ref words, " from", null, source.Address, source.Inverted);
                break;
            case DestinationMatch destination:
                WritePlace(ref words, " to", null, destination.Address, destination.Inverted);
                break;
            case TransportMatch transport:
                WritePlace(ref words, " from", transport.SourcePorts, null, false);
                WritePlace(ref words, " to", transport.DestinationPorts, null, false);
                words.Text.Append(" by ").Append(ProtocolName(transport.Protocol));
                break;
            case ProtocolMatch protocol:
                words.Add(protocol.Inverted ? " by another protocol than " : " by ");
                words.Add(protocol.Protocol.Number == 0 ? "any protocol" : ProtocolName(protocol.Protocol));
                break;
            case InInterfaceMatch way:
                WriteInterface(ref words, way.Inverted ? " that did not come in by " : " that came in by ", way.Pattern);
                break;
            case OutInterfaceMatch way:
                WriteInterface(ref words, way.Inverted ? " that do not leave by " : " that leave by ", way.Pattern);
                break;
            case MultiportMatch multiport:
                WriteMultiport(ref words, multiport);
                break;
            case MarkMatch mark:
                WriteMark(ref words, mark.Inverted ? " without " : " with ", "the mark ", mark.Value, mark.Mask);
                break;
            case ConnmarkMatch mark:
                WriteMark(ref words, mark.Inverted ? " of connections without " : " of connections with ", "the mark ", mark.Value, mark.Mask);
                break;
            case ConntrackMatch state:
                WriteState(ref words, state);
                break;
            case AddressTypeMatch type:
                WriteAddressTypes(ref words, type);
                break;
            case StatisticMatch statistic:
                words.Add(" with probability ");
                WriteShare(ref words, statistic);
                words.Add(", else go on");
                break;
            case RecentMatch recent:
                WriteRecent(ref words, recent);
                break;
            case SetMatch set:
                WriteSet(ref words, set);
                break;
            case LimitMatch limit:
                words.Text.Append(CultureInfo.InvariantCulture,
                    $" while there are no more than {limit.Amount} a {UnitName(limit.Unit)} on average (the first {limit.Burst ?? 5} at once)");
                break;
            case UnknownMatch unknown:
                words.BeginClause();
                words.Text.Append(" if the match `").Append(unknown.Text).Append("` holds (not known here)");
                break;
            default:
                // A comment: no condition.
                break;
        }
    }

    private static void WriteInterface(ref Words words, string beginning, string pattern)
    {
        words.Add(beginning);
        if (pattern.EndsWith('+'))
        {
            words.Add(pattern.Length == 1 ? "any interface" : "an interface whose name begins with ");
            words.Text.Append(pattern, 0, pattern.Length - 1);
        }
        else
        {
            words.Text.Append("interface ").Append(pattern);
        }
    }

    private static void WriteMultiport(ref Words words, MultiportMatch multiport)
    {
        if (multiport.Inverted)
        {
            words.BeginClause();
            words.Add(" not");
        }

        words.Add(multiport.Direction switch
        {
            MultiportDirection.Source => " from",
            MultiportDirection.Destination => " to",
            _ => " from or to",
        });
        words.Add(multiport.Ports is [{ } only] && only.First == only.Last ? " port " : " one of the ports ");
        for (int index = 0; index < multiport.Ports.Length; index++)
        {
            words.Add(index == 0 ? "" : index == multiport.Ports.Length - 1 ? " or " : ", ");
            WriteRange(ref words, multiport.Ports[index]);
        }
    }

    private static void WriteMark(ref Words words, string beginning, string noun, uint value, uint mask)
    {
        words.Add(beginning);
        if (words.Names.NameMark(value, mask) is { } name)
        {
            words.Add(name);
        }
        else if (mask != 0 && value == mask && mask != uint.MaxValue)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $"the mark bit{(uint.IsPow2(mask) ? "" : "s")} 0x{value:x}");
        }
        else
        {
            words.Text.Append(CultureInfo.InvariantCulture, $"{noun}0x{value:x}");
            if (mask != uint.MaxValue)
            {
                words.Text.Append(CultureInfo.InvariantCulture, $" (among the bits 0x{mask:x})");
            }
        }
    }

    private static void WriteState(ref Words words, ConntrackMatch state)
    {
        if (state.States == ConntrackStates.Invalid)
        {
            words.Add(state.Inverted ? " that connection tracking does not call invalid" : " that connection tracking calls invalid");
            return;
        }

        words.Add(state.Inverted ? " of connections that are not " : " of connections that are ");
        WriteList(ref words, (int)state.States, s_states);
    }

    private static void WriteAddressTypes(ref Words words, AddressTypeMatch type)
    {
        if (type.Source != AddressTypes.None)
        {
            words.Add(type.SourceInverted ? " from no address that is " : " from an address that is ");
            WriteList(ref words, (int)type.Source, s_types);
        }

        if (type.Destination != AddressTypes.None)
        {
            words.Add(type.DestinationInverted ? " to no address that is " : " to an address that is ");
            WriteList(ref words, (int)type.Destination, s_types);
        }

        words.Add(type.Interface switch
        {
            AddressTypeInterface.In => " (only the interface that they came in by is looked at)",
            AddressTypeInterface.Out => " (only the interface that they leave by is looked at)",
            _ => "",
        });
    }

    private static void WriteRecent(ref Words words, RecentMatch recent)
    {
        words.BeginClause();
        string end = recent.UsesDestination ? "destination" : "source";
        words.Text.Append(" if their ").Append(end).Append(recent.Operation switch
        {
            RecentOperation.Set when recent.Inverted => " cannot be put on",
            RecentOperation.Set => " is put on",
            _ when recent.Inverted => " is not on",
            _ => " is on",
        }).Append(" the list ").Append(recent.Name);
        if (recent.Seconds is { } seconds)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" and was seen within the last {seconds} s");
        }

        if (recent.HitCount is { } hits)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $", at least {hits} times");
        }

        if (recent.Mask is { } mask && mask is not ("255.255.255.255" or "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))
        {
            words.Text.Append(" (only the part ").Append(mask).Append(" of the address counts)");
        }

        words.Add(recent.Operation switch
        {
            RecentOperation.Update => " (its time starts anew then)",
            RecentOperation.Remove => " (it is taken off then)",
            _ => "",
        });
    }

    private static void WriteSet(ref Words words, SetMatch set)
    {
        words.BeginClause();
        words.Add(" if their ");
        int index = 0;
        foreach (Range range in set.Directions.AsSpan().Split(','))
        {
            words.Add(index++ == 0 ? "" : " and ");
            words.Add(set.Directions.AsSpan()[range] is "src" ? "source" : "destination");
        }

        words.Add(set.Inverted ? " is not in the set " : " is in the set ");
        words.Text.Append(set.Name).Append(set.Directions.Contains(',', StringComparison.Ordinal) ? $" ({set.Directions})" : "");
    }

    private static void WriteChances(ref Words words, Rule rule)
    {
        foreach (Match match in rule.Matches)
        {
            if (match is StatisticMatch statistic)
            {
                words.Add(" with probability ");
                WriteShare(ref words, statistic);
                words.Add(", else go on with the next rule");
            }
        }
    }

    private static void WriteShare(ref Words words, StatisticMatch statistic)
    {
        words.Add(ShareText.Of(statistic.Share));
        if (statistic.Mode == StatisticMode.Nth)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" (in turn: {(statistic.Inverted ? "not " : "")}number {statistic.Packet + 1} of every {statistic.Every})");
        }
    }

    private static void WriteList(ref Words words, int bits, string[] names)
    {
        int left = int.PopCount(bits);
        bool isFirst = true;
        for (int index = 0; index < names.Length; index++)
        {
            if ((bits & (1 << index)) != 0)
            {
                left--;
                words.Add(isFirst ? "" : left == 0 ? " or " : ", ");
                words.Add(names[index]);
                isFirst = false;
            }
        }

        words.Add(isFirst ? "in no state" : "");
    }

    private static string UnitName(LimitUnit unit) => unit switch
    {
        LimitUnit.Second => "second",
        LimitUnit.Minute => "minute",
        LimitUnit.Hour => "hour",
        _ => "day",
    };

    private static readonly string[] s_states =
        ["invalid", "new", "related to another one", "established", "untracked", "translated at the source", "translated at the destination"];

    private static readonly string[] s_types =
    [
        "unspecified", "some other host's", "this host's own", "a broadcast address", "an anycast address", "a multicast address",
        "behind a route that drops", "behind a route that says unreachable", "behind a route that says prohibited",
    ];
}
