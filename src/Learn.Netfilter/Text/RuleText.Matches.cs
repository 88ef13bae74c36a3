namespace Learn.Netfilter;

/// <content>The matches that begin with <c>-m</c>.</content>
internal static partial class RuleText
{
    private static void WriteExtension(ref Utf8Cursor output, Match match, IpFamily family, TextStyle style)
    {
        switch (match)
        {
            case CommentMatch comment:
                output.Write(" -m comment --comment "u8);
                QuotedText.Write(ref output, comment.Text, style);
                break;
            case StatisticMatch statistic:
                WriteStatistic(ref output, statistic, style);
                break;
            case MarkMatch mark:
                output.Write(" -m mark"u8);
                WriteMark(ref output, mark.Inverted, mark.Value, mark.Mask, style);
                break;
            case ConnmarkMatch mark:
                output.Write(" -m connmark"u8);
                WriteMark(ref output, mark.Inverted, mark.Value, mark.Mask, style);
                break;
            case ConntrackMatch conntrack:
                output.Write(conntrack.IsStateModule ? " -m state"u8 : " -m conntrack"u8);
                WriteOption(ref output, conntrack.Inverted, conntrack.IsStateModule ? " --state "u8 : " --ctstate "u8);
                output.Write(FlagNames.Text(conntrack.States));
                break;
            case RecentMatch recent:
                WriteRecent(ref output, recent, family, style);
                break;
            case AddressTypeMatch types:
                WriteAddressTypes(ref output, types);
                break;
            case MultiportMatch multiport:
                WriteMultiport(ref output, multiport);
                break;
            case SetMatch set:
                output.Write(" -m set"u8);
                WriteWord(ref output, set.Inverted, " --match-set "u8, set.Name);
                output.WriteByte((byte)' ');
                output.Write(set.Directions);
                break;
            case LimitMatch limit:
                WriteLimit(ref output, limit);
                break;
            case UnknownMatch unknown:
                output.WriteByte((byte)' ');
                output.Write(unknown.Text);
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
