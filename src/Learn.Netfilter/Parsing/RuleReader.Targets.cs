using System.Text;

namespace Learn.Netfilter;

/// <content>The targets.</content>
internal sealed partial class RuleReader
{
    private bool TryReadTarget(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        if (_target is not null)
        {
            return false;
        }

        var entry = names.Name(words[1].Value(text));
        var scan = new OptionScan(text, words[2..]);
        _target = entry.Extension switch
        {
            TargetExtension.None => scan.AtEnd ? entry.Jump : null,
            TargetExtension.Accept => scan.AtEnd ? AcceptTarget.Instance : null,
            TargetExtension.Drop => scan.AtEnd ? DropTarget.Instance : null,
            TargetExtension.Return => scan.AtEnd ? ReturnTarget.Instance : null,
            TargetExtension.Trace => scan.AtEnd ? TraceTarget.Instance : null,
            TargetExtension.Reject => ReadReject(scan),
            TargetExtension.Dnat => ReadDnat(scan),
            TargetExtension.Snat => ReadSnat(scan),
            TargetExtension.Masquerade => ReadMasquerade(scan),
            TargetExtension.Mark => ReadMarkTarget(scan),
            TargetExtension.Connmark => ReadConnmarkTarget(scan),
            TargetExtension.Log => ReadLog(scan),
            _ => null,
        };
        return _target is not null;
    }

    private RejectTarget? ReadReject(OptionScan scan)
    {
        if (scan.AtEnd)
        {
            return RejectTarget.Default;
        }

        if (!scan.TrySkip("--reject-with"u8) || !scan.Value(out var with) || !scan.AtEnd)
        {
            return null;
        }

        string answer = Encoding.UTF8.GetString(with);
        return answer == RejectTarget.DefaultFor(family) ? RejectTarget.Default : new RejectTarget(answer);
    }

    private static DnatTarget? ReadDnat(OptionScan scan) =>
        scan.TrySkip("--to-destination"u8)
        && scan.Value(out var text)
        && TryReadFlags(ref scan, out bool random, out bool fully, out bool persistent)
        && !fully
        && NatRangeText.TryRead(text, out _)
            ? new DnatTarget(new NatRange(Encoding.UTF8.GetString(text)), random, persistent)
            : null;

    private static SnatTarget? ReadSnat(OptionScan scan) =>
        scan.TrySkip("--to-source"u8)
        && scan.Value(out var text)
        && TryReadFlags(ref scan, out bool random, out bool fully, out bool persistent)
        && NatRangeText.TryRead(text, out _)
            ? new SnatTarget(new NatRange(Encoding.UTF8.GetString(text)), random, fully, persistent)
            : null;

    private static MasqueradeTarget? ReadMasquerade(OptionScan scan)
    {
        PortRange? ports = null;
        if (scan.TrySkip("--to-ports"u8))
        {
            if (!scan.Value(out var text) || !OptionScan.TryReadPorts(text, (byte)'-', false, out var range))
            {
                return null;
            }

            ports = range;
        }

        return TryReadFlags(ref scan, out bool random, out bool fully, out bool persistent) && !persistent
            ? new MasqueradeTarget(fully, random, ports)
            : null;
    }

    private static bool TryReadFlags(ref OptionScan scan, out bool random, out bool fully, out bool persistent)
    {
        random = fully = persistent = false;
        while (scan.Next(out var option, out bool inverted))
        {
            if (option.SequenceEqual("--random-fully"u8))
            {
                fully = true;
            }
            else if (option.SequenceEqual("--random"u8))
            {
                random = true;
            }
            else if (option.SequenceEqual("--persistent"u8))
            {
                persistent = true;
            }
            else
            {
                return false;
            }

            if (inverted)
            {
                return false;
            }
        }

        return scan.AtEnd;
    }

    private static MarkTarget? ReadMarkTarget(OptionScan scan)
    {
        if (!scan.Next(out var option, out bool inverted)
            || inverted
            || !scan.Value(out var text)
            || !scan.AtEnd
            || !OptionScan.TryReadMarkAndMask(text, out uint value, out uint mask))
        {
            return null;
        }

        return option switch
        {
            _ when option.SequenceEqual("--set-xmark"u8) => new MarkTarget(value, mask),
            _ when option.SequenceEqual("--set-mark"u8) => new MarkTarget(value, mask | value),
            _ when option.SequenceEqual("--or-mark"u8) => MarkTarget.Or(value),
            _ when option.SequenceEqual("--xor-mark"u8) => MarkTarget.Xor(value),
            _ when option.SequenceEqual("--and-mark"u8) => new MarkTarget(0, ~value),
            _ => null,
        };
    }

    private static ConnmarkTarget? ReadConnmarkTarget(OptionScan scan)
    {
        if (!scan.Next(out var option, out bool inverted) || inverted)
        {
            return null;
        }

        uint value = uint.MaxValue, mask = uint.MaxValue;
        if (option.SequenceEqual("--set-xmark"u8) || option.SequenceEqual("--set-mark"u8))
        {
            bool read = scan.Value(out var text) && scan.AtEnd && OptionScan.TryReadMarkAndMask(text, out value, out mask);
            return read ? new ConnmarkTarget(ConnmarkOperation.Set, value, option.Length == 11 ? mask : mask | value) : null;
        }

        ConnmarkOperation? operation = option switch
        {
            _ when option.SequenceEqual("--save-mark"u8) => ConnmarkOperation.Save,
            _ when option.SequenceEqual("--restore-mark"u8) => ConnmarkOperation.Restore,
            _ => null,
        };
        while (!scan.AtEnd)
        {
            bool isPacketMask = scan.TrySkip("--nfmask"u8);
            if ((!isPacketMask && !scan.TrySkip("--ctmask"u8)) || !scan.Value(out var text) || !OptionScan.TryReadMark(text, out uint bits))
            {
                return null;
            }

            (value, mask) = isPacketMask ? (bits, mask) : (value, bits);
        }

        return operation is { } known ? new ConnmarkTarget(known, value, mask) : null;
    }

    private static LogTarget? ReadLog(OptionScan scan)
    {
        var log = new LogTarget();
        while (scan.Next(out var option, out bool inverted))
        {
            if (option.SequenceEqual("--log-prefix"u8) && scan.Value(out var prefix))
            {
                log = log with { Prefix = Encoding.UTF8.GetString(prefix) };
            }
            else if (option.SequenceEqual("--log-level"u8) && scan.Number(out uint level) && level < 8)
            {
                log = log with { Level = level == 4 ? null : (byte)level };
            }
            else if (LogOptionOf(option) is var extra and not LogOptions.None)
            {
                log = log with { Options = log.Options | extra };
            }
            else
            {
                return null;
            }

            if (inverted)
            {
                return null;
            }
        }

        return scan.AtEnd ? log : null;
    }

    private static LogOptions LogOptionOf(ReadOnlySpan<byte> option) => option switch
    {
        _ when option.SequenceEqual("--log-tcp-sequence"u8) => LogOptions.TcpSequence,
        _ when option.SequenceEqual("--log-tcp-options"u8) => LogOptions.TcpOptions,
        _ when option.SequenceEqual("--log-ip-options"u8) => LogOptions.IpOptions,
        _ when option.SequenceEqual("--log-uid"u8) => LogOptions.UserId,
        _ when option.SequenceEqual("--log-macdecode"u8) => LogOptions.LinkLayer,
        _ => LogOptions.None,
    };
}
