using System.Globalization;

namespace Learn.Netfilter;

/// <content>The targets, one by one.</content>
public static partial class RuleSentence
{
    private static void WriteTarget(ref Words words, Target? target, RecentMatch? remembers)
    {
        if (remembers is not null)
        {
            words.Text.Append(" have their ").Append(remembers.UsesDestination ? "destination" : "source")
                .Append(" put on the list ").Append(remembers.Name).Append(" and");
        }

        switch (target)
        {
            case null:
                words.Add(" are only counted");
                break;
            case JumpTarget jump:
                WriteChain(ref words, jump.Chain);
                break;
            case GotoTarget jump:
                WriteChain(ref words, jump.Chain);
                words.Add(" and do not come back to this one");
                break;
            case AcceptTarget:
                words.Add(" are accepted");
                break;
            case DropTarget:
                words.Add(" are dropped silently");
                break;
            case ReturnTarget:
                words.Add(" go back to the chain that called this one");
                break;
            case TraceTarget:
                words.Add(" are traced: the kernel reports each rule that they meet");
                break;
            case RejectTarget reject:
                words.Text.Append(" are refused: the sender is told ").Append(AnswerName(reject.With));
                break;
            case DnatTarget dnat:
                WriteTranslation(ref words, " get the destination ", dnat.To, dnat.Random, false, dnat.Persistent);
                break;
            case SnatTarget snat:
                WriteTranslation(ref words, " get the source ", snat.To, snat.Random, snat.RandomFully, snat.Persistent);
                break;
            case MasqueradeTarget masquerade:
                WriteMasquerade(ref words, masquerade);
                break;
            case MarkTarget mark:
                WriteMarkChange(ref words, mark);
                break;
            case ConnmarkTarget mark:
                WriteConnmark(ref words, mark);
                break;
            case LogTarget log:
                WriteLog(ref words, log);
                break;
            case UnknownTarget unknown:
                words.Text.Append(" are given to the target `").Append(unknown.Text).Append("` (not known here)");
                break;
        }
    }

    private static void WriteChain(ref Words words, string chain)
    {
        words.Text.Append(" go to chain ").Append(chain);
        if (words.Names.NameChain(chain) is { } name)
        {
            words.Text.Append(" (").Append(name).Append(')');
        }
    }

    private static void WriteTranslation(ref Words words, string beginning, NatRange to, bool random, bool randomFully, bool persistent)
    {
        words.Text.Append(beginning).Append(to.Text);
        if (words.Names.NameTranslation(to) is { } name)
        {
            words.Text.Append(" (").Append(name).Append(')');
        }

        words.Add(randomFully ? ", with a port chosen by chance" : random ? ", with a port chosen by a hash" : "");
        words.Add(persistent ? ", the same for each client every time" : "");
    }

    private static void WriteMasquerade(ref Words words, MasqueradeTarget masquerade)
    {
        words.Add(" are masqueraded: their source becomes the address of the interface that they leave by");
        if (masquerade.ToPorts is { } ports)
        {
            words.Add(", with one of the ports ");
            WriteRange(ref words, ports);
        }

        words.Add(masquerade.RandomFully ? ", with a port chosen by chance" : masquerade.Random ? ", with a port chosen by a hash" : "");
    }

    private static void WriteMarkChange(ref Words words, MarkTarget mark)
    {
        bool sets = mark.Value == mark.Mask && mark.Mask != uint.MaxValue;
        bool inverts = mark.Mask == 0;
        string? name = sets || inverts ? words.Names.NameMark(mark.Value, mark.Value) : words.Names.NameMark(mark.Value, mark.Mask);
        if (sets)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" get {name ?? $"the mark bit{Plural(mark.Value)}"} 0x{mark.Value:x}");
        }
        else if (inverts)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" have {name ?? $"the mark bit{Plural(mark.Value)}"} 0x{mark.Value:x} inverted");
        }
        else if ((mark.Value & ~mark.Mask) == 0 && mark.Value == 0)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" lose the mark bit{Plural(mark.Mask)} 0x{mark.Mask:x}");
        }
        else
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" get {name ?? "the mark"} 0x{mark.Value:x}");
            if (mark.Mask != uint.MaxValue)
            {
                words.Text.Append(CultureInfo.InvariantCulture, $" (after the bits 0x{mark.Mask:x} were cleared)");
            }
        }
    }

    private static void WriteConnmark(ref Words words, ConnmarkTarget mark)
    {
        switch (mark.Operation)
        {
            case ConnmarkOperation.Set:
                words.Text.Append(CultureInfo.InvariantCulture, $" have the mark 0x{mark.Value:x} put on their connection");
                if (mark.Mask != uint.MaxValue)
                {
                    words.Text.Append(CultureInfo.InvariantCulture, $" (after the bits 0x{mark.Mask:x} were cleared)");
                }

                break;
            default:
                words.Add(mark.Operation == ConnmarkOperation.Save
                    ? " have their mark copied to their connection"
                    : " get the mark of their connection");
                if (mark.Value != uint.MaxValue || mark.Mask != uint.MaxValue)
                {
                    words.Text.Append(CultureInfo.InvariantCulture, $" (bits 0x{mark.Value:x} of the packet, 0x{mark.Mask:x} of the connection)");
                }

                break;
        }
    }

    private static void WriteLog(ref Words words, LogTarget log)
    {
        words.Add(" are reported in the kernel's log");
        if (log.Prefix is { } prefix)
        {
            words.Text.Append(" with the prefix \"").Append(prefix).Append('"');
        }

        if (log.Level is { } level)
        {
            words.Text.Append(CultureInfo.InvariantCulture, $" at level {level}");
        }

        words.Add(log.Options == LogOptions.None ? "" : ", with more details");
        words.Add(" and go on");
    }

    private static string Plural(uint bits) => uint.IsPow2(bits) ? "" : "s";

    // The names in man iptables-extensions, REJECT, in words.
    private static string AnswerName(string? with) => with switch
    {
        null or "icmp-port-unreachable" or "icmp6-port-unreachable" or "port-unreach" => "\"port unreachable\" by ICMP",
        "tcp-reset" => "so by a TCP reset",
        "icmp-host-unreachable" or "icmp6-addr-unreachable" or "addr-unreach" => "\"host unreachable\" by ICMP",
        "icmp-net-unreachable" or "icmp6-no-route" or "no-route" => "\"network unreachable\" by ICMP",
        "icmp-admin-prohibited" or "icmp6-adm-prohibited" or "adm-prohibited" => "\"administratively prohibited\" by ICMP",
        _ => with,
    };
}
