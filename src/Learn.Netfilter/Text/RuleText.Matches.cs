namespace Learn.Netfilter;

/// <content>The matches that begin with <c>-m</c>.</content>
internal static partial class RuleText
{
    private static void WriteExtension(ref Utf8Cursor output, Match match, IpFamily family, TextStyle style)
    {
        switch (match.Kind)
        {
            case MatchKind.Comment:
                output.Write(" -m comment --comment "u8);
                QuotedText.Write(ref output, ((CommentMatch)match).Text, style);
                break;
            case MatchKind.Transport:
                WriteExtensionName(ref output, (TransportMatch)match);
                WritePorts(ref output, (TransportMatch)match);
                break;
            case MatchKind.Statistic:
                WriteStatistic(ref output, (StatisticMatch)match, style);
                break;
            case MatchKind.Mark:
                var mark = (MarkMatch)match;
                output.Write(" -m mark"u8);
                WriteMark(ref output, mark.Inverted, mark.Value, mark.Mask, style);
                break;
            case MatchKind.Connmark:
                var connmark = (ConnmarkMatch)match;
                output.Write(" -m connmark"u8);
                WriteMark(ref output, connmark.Inverted, connmark.Value, connmark.Mask, style);
                break;
            case MatchKind.Conntrack:
                var conntrack = (ConntrackMatch)match;
                output.Write(conntrack.IsStateModule ? " -m state"u8 : " -m conntrack"u8);
                WriteOption(ref output, conntrack.Inverted, conntrack.IsStateModule ? " --state "u8 : " --ctstate "u8);
                output.Write(FlagNames.Text(conntrack.States));
                break;
            case MatchKind.Recent:
                WriteRecent(ref output, (RecentMatch)match, family, style);
                break;
            case MatchKind.AddressType:
                WriteAddressTypes(ref output, (AddressTypeMatch)match);
                break;
            case MatchKind.Multiport:
                WriteMultiport(ref output, (MultiportMatch)match);
                break;
            case MatchKind.Set:
                var set = (SetMatch)match;
                output.Write(" -m set"u8);
                WriteWord(ref output, set.Inverted, " --match-set "u8, set.Name);
                output.WriteByte((byte)' ');
                output.Write(set.Directions);
                break;
            case MatchKind.Limit:
                WriteLimit(ref output, (LimitMatch)match);
                break;
            case MatchKind.Unknown:
                output.WriteByte((byte)' ');
                output.Write(((UnknownMatch)match).Text);
                break;
        }
    }

    private static void WriteStatistic(ref Utf8Cursor output, StatisticMatch statistic, TextStyle style)
    {
        if (statistic.Mode == StatisticMode.Random)
        {
            output.Write(" -m statistic --mode random"u8);
            WriteOption(ref output, statistic.Inverted, " --probability "u8);
            output.Write(style == TextStyle.Save ? statistic.SaveText : statistic.RestoreText);
        }
        else
        {
            output.Write(" -m statistic --mode nth"u8);
            WriteOption(ref output, statistic.Inverted, " --every "u8);
            output.Write(statistic.Every);
            output.Write(" --packet "u8);
            output.Write(statistic.Packet);
        }
    }

    private static void WriteMark(ref Utf8Cursor output, bool inverted, uint value, uint mask, TextStyle style)
    {
        WriteOption(ref output, inverted, " --mark "u8);
        output.WriteHex(value, style == TextStyle.Restore);
        if (mask != uint.MaxValue)
        {
            output.WriteByte((byte)'/');
            output.WriteHex(mask, style == TextStyle.Restore);
        }
    }

    private static void WriteRecent(ref Utf8Cursor output, RecentMatch recent, IpFamily family, TextStyle style)
    {
        output.Write(" -m recent"u8);
        if (style == TextStyle.Restore)
        {
            output.Write(" --name "u8);
            output.Write(recent.Name);
        }

        WriteOption(ref output, recent.Inverted, recent.Operation switch
        {
            RecentOperation.Set => " --set"u8,
            RecentOperation.Check => " --rcheck"u8,
            RecentOperation.Update => " --update"u8,
            _ => " --remove"u8,
        });
        if (recent.Seconds is { } seconds)
        {
            output.Write(" --seconds "u8);
            output.Write(seconds);
        }

        if (recent.Reap)
        {
            output.Write(" --reap"u8);
        }

        if (recent.HitCount is { } hits)
        {
            output.Write(" --hitcount "u8);
            output.Write(hits);
        }

        if (style == TextStyle.Save)
        {
            output.Write(" --name "u8);
            output.Write(recent.Name);
        }

        if (style == TextStyle.Save || recent.Mask is not null)
        {
            output.Write(" --mask "u8);
            output.Write(recent.Mask ?? RecentMatch.WholeAddress(family));
        }

        if (style == TextStyle.Save || recent.UsesDestination)
        {
            output.Write(recent.UsesDestination ? " --rdest"u8 : " --rsource"u8);
        }
    }

    private static void WriteAddressTypes(ref Utf8Cursor output, AddressTypeMatch types)
    {
        output.Write(" -m addrtype"u8);
        if (types.Source != AddressTypes.None)
        {
            WriteWord(ref output, types.SourceInverted, " --src-type "u8, FlagNames.Text(types.Source));
        }

        if (types.Destination != AddressTypes.None)
        {
            WriteWord(ref output, types.DestinationInverted, " --dst-type "u8, FlagNames.Text(types.Destination));
        }

        output.Write(types.Interface switch
        {
            AddressTypeInterface.In => " --limit-iface-in"u8,
            AddressTypeInterface.Out => " --limit-iface-out"u8,
            _ => ""u8,
        });
    }

    private static void WriteMultiport(ref Utf8Cursor output, MultiportMatch multiport)
    {
        output.Write(" -m multiport"u8);
        WriteOption(ref output, multiport.Inverted, multiport.Direction switch
        {
            MultiportDirection.Source => " --sports "u8,
            MultiportDirection.Destination => " --dports "u8,
            _ => " --ports "u8,
        });
        for (int index = 0; index < multiport.Ports.Length; index++)
        {
            if (index > 0)
            {
                output.WriteByte((byte)',');
            }

            output.Write(multiport.Ports[index], (byte)':');
        }
    }

    private static void WriteLimit(ref Utf8Cursor output, LimitMatch limit)
    {
        output.Write(" -m limit --limit "u8);
        output.Write(limit.Amount);
        output.Write(limit.Unit switch
        {
            LimitUnit.Second => "/sec"u8,
            LimitUnit.Minute => "/min"u8,
            LimitUnit.Hour => "/hour"u8,
            _ => "/day"u8,
        });
        if (limit.Burst is { } burst)
        {
            output.Write(" --limit-burst "u8);
            output.Write(burst);
        }
    }
}
