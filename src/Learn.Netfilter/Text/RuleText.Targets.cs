namespace Learn.Netfilter;

/// <content>The targets.</content>
internal static partial class RuleText
{
    private static void WriteTarget(ref Utf8Cursor output, Target target, IpFamily family, TextStyle style)
    {
        output.Write(target.Kind == TargetKind.Goto ? " -g "u8 : " -j "u8);
        switch (target.Kind)
        {
            case TargetKind.Jump:
                output.Write(((JumpTarget)target).Chain);
                break;
            case TargetKind.Goto:
                output.Write(((GotoTarget)target).Chain);
                break;
            case TargetKind.Accept:
                output.Write("ACCEPT"u8);
                break;
            case TargetKind.Drop:
                output.Write("DROP"u8);
                break;
            case TargetKind.Return:
                output.Write("RETURN"u8);
                break;
            case TargetKind.Trace:
                output.Write("TRACE"u8);
                break;
            case TargetKind.Reject:
                WriteReject(ref output, (RejectTarget)target, family, style);
                break;
            case TargetKind.Dnat:
                var dnat = (DnatTarget)target;
                output.Write("DNAT --to-destination "u8);
                output.Write(dnat.To, style);
                WriteFlags(ref output, dnat.Random, false, dnat.Persistent);
                break;
            case TargetKind.Snat:
                var snat = (SnatTarget)target;
                output.Write("SNAT --to-source "u8);
                output.Write(snat.To, style);
                WriteFlags(ref output, snat.Random, snat.RandomFully, snat.Persistent);
                break;
            case TargetKind.Masquerade:
                var masquerade = (MasqueradeTarget)target;
                output.Write(masquerade.ToPorts is null ? "MASQUERADE"u8 : "MASQUERADE --to-ports "u8);
                output.Write(masquerade.ToPorts, (byte)'-');
                WriteFlags(ref output, masquerade.Random, masquerade.RandomFully, false);
                break;
            case TargetKind.Mark:
                WriteMark(ref output, (MarkTarget)target, style);
                break;
            case TargetKind.Connmark:
                WriteConnmark(ref output, (ConnmarkTarget)target);
                break;
            case TargetKind.Log:
                WriteLog(ref output, (LogTarget)target, style);
                break;
            case TargetKind.Unknown:
                output.Write(((UnknownTarget)target).Text);
                break;
        }
    }

    private static void WriteReject(ref Utf8Cursor output, RejectTarget reject, IpFamily family, TextStyle style)
    {
        output.Write("REJECT"u8);
        if (style == TextStyle.Save || reject.With is not null)
        {
            output.Write(" --reject-with "u8);
            output.Write(reject.With ?? RejectTarget.DefaultFor(family));
        }
    }

    private static void WriteFlags(ref Utf8Cursor output, bool random, bool randomFully, bool persistent)
    {
        output.Write(random ? " --random"u8 : ""u8);
        output.Write(randomFully ? " --random-fully"u8 : ""u8);
        output.Write(persistent ? " --persistent"u8 : ""u8);
    }

    private static void WriteMark(ref Utf8Cursor output, MarkTarget mark, TextStyle style)
    {
        if (style == TextStyle.Restore && (mark.Mask == mark.Value || mark.Mask == 0))
        {
            output.Write(mark.Mask == mark.Value ? "MARK --or-mark "u8 : "MARK --xor-mark "u8);
            output.WriteHex(mark.Value, true);
            return;
        }

        output.Write("MARK --set-xmark "u8);
        output.WriteHex(mark.Value, style == TextStyle.Restore);
        output.WriteByte((byte)'/');
        output.WriteHex(mark.Mask, style == TextStyle.Restore);
    }

    private static void WriteConnmark(ref Utf8Cursor output, ConnmarkTarget mark)
    {
        if (mark.Operation == ConnmarkOperation.Set)
        {
            output.Write("CONNMARK --set-xmark "u8);
            output.WriteHex(mark.Value, false);
            output.WriteByte((byte)'/');
            output.WriteHex(mark.Mask, false);
            return;
        }

        output.Write(mark.Operation == ConnmarkOperation.Save ? "CONNMARK --save-mark"u8 : "CONNMARK --restore-mark"u8);
        output.Write(" --nfmask "u8);
        output.WriteHex(mark.Value, false);
        output.Write(" --ctmask "u8);
        output.WriteHex(mark.Mask, false);
    }

    private static void WriteLog(ref Utf8Cursor output, LogTarget log, TextStyle style)
    {
        output.Write("LOG"u8);
        if (log.Prefix is { } prefix)
        {
            output.Write(" --log-prefix "u8);
            QuotedText.Write(ref output, prefix, style);
        }

        if (log.Level is { } level)
        {
            output.Write(" --log-level "u8);
            output.Write(level);
        }

        output.Write((log.Options & LogOptions.TcpSequence) != 0 ? " --log-tcp-sequence"u8 : ""u8);
        output.Write((log.Options & LogOptions.TcpOptions) != 0 ? " --log-tcp-options"u8 : ""u8);
        output.Write((log.Options & LogOptions.IpOptions) != 0 ? " --log-ip-options"u8 : ""u8);
        output.Write((log.Options & LogOptions.UserId) != 0 ? " --log-uid"u8 : ""u8);
        output.Write((log.Options & LogOptions.LinkLayer) != 0 ? " --log-macdecode"u8 : ""u8);
    }
}
