using System.Collections.Immutable;
using System.Text;

namespace Learn.Netfilter;

/// <content>The matches that begin with <c>-m</c>.</content>
internal sealed partial class RuleReader
{
    // Keeps the place of a TransportMatch until its protocol and ports are known.
    private static readonly CommentMatch PlaceHolder = new("");

    private bool TryReadMatch(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        var name = words[1].Value(text);
        var scan = new OptionScan(text, words[2..]);
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("tcp"u8):
                return TryReadTransport(IpProtocol.Tcp, scan);
            case 3 when name.SequenceEqual("udp"u8):
                return TryReadTransport(IpProtocol.Udp, scan);
            case 4 when name.SequenceEqual("sctp"u8):
                return TryReadTransport(IpProtocol.Sctp, scan);
            default:
                return ReadMatch(name, scan) is { } match && Add(match);
        }
    }

    private Match? ReadMatch(ReadOnlySpan<byte> name, OptionScan scan) => name.Length switch
    {
        7 when name.SequenceEqual("comment"u8) => ReadComment(scan),
        9 when name.SequenceEqual("statistic"u8) => ReadStatistic(scan),
        9 when name.SequenceEqual("conntrack"u8) => ReadConntrack(scan, "--ctstate"u8, false),
        5 when name.SequenceEqual("state"u8) => ReadConntrack(scan, "--state"u8, true),
        9 when name.SequenceEqual("multiport"u8) => ReadMultiport(scan),
        4 when name.SequenceEqual("mark"u8) => ReadMark(scan) is var (value, mask, inverted) ? new MarkMatch(value, mask, inverted) : null,
        8 when name.SequenceEqual("connmark"u8) =>
            ReadMark(scan) is var (value, mask, inverted) ? new ConnmarkMatch(value, mask, inverted) : null,
        8 when name.SequenceEqual("addrtype"u8) => ReadAddressTypes(scan),
        6 when name.SequenceEqual("recent"u8) => ReadRecent(scan),
        5 when name.SequenceEqual("limit"u8) => ReadLimit(scan),
        3 when name.SequenceEqual("set"u8) => ReadSet(scan),
        _ => null,
    };

    private CommentMatch? ReadComment(OptionScan scan) =>
        scan.TrySkip("--comment"u8) && scan.Value(out var text) && scan.AtEnd ? names.Comment(text) : null;

    private StatisticMatch? ReadStatistic(OptionScan scan)
    {
        if (!scan.TrySkip("--mode"u8) || !scan.Value(out var mode))
        {
            return null;
        }

        if (mode.SequenceEqual("random"u8))
        {
            return scan.Next(out var option, out bool inverted) && option.SequenceEqual("--probability"u8)
                && scan.Value(out var text) && scan.AtEnd ? names.Probability(text, inverted) : null;
        }

        if (!mode.SequenceEqual("nth"u8)
            || !scan.Next(out var everyOption, out bool othersMatch)
            || !everyOption.SequenceEqual("--every"u8)
            || !scan.Number(out uint every))
        {
            return null;
        }

        uint packet = 0;
        bool complete = scan.AtEnd || (scan.TrySkip("--packet"u8) && scan.Number(out packet) && scan.AtEnd);
        return complete && packet < every ? StatisticMatch.Nth(every, packet, othersMatch) : null;
    }

    private static ConntrackMatch? ReadConntrack(OptionScan scan, ReadOnlySpan<byte> name, bool isStateModule) =>
        scan.Next(out var option, out bool inverted)
        && option.SequenceEqual(name)
        && scan.Value(out var value)
        && FlagNames.TryRead(value, out ConntrackStates states)
        && scan.AtEnd
            ? new ConntrackMatch(states, inverted, isStateModule)
            : null;

    private static (uint Value, uint Mask, bool Inverted)? ReadMark(OptionScan scan) =>
        scan.Next(out var option, out bool inverted)
        && option.SequenceEqual("--mark"u8)
        && scan.Value(out var text)
        && OptionScan.TryReadMarkAndMask(text, out uint value, out uint mask)
        && scan.AtEnd
            ? (value, mask, inverted)
            : null;

    private static MultiportMatch? ReadMultiport(OptionScan scan)
    {
        if (!scan.Next(out var option, out bool inverted) || !scan.Value(out var value) || !scan.AtEnd)
        {
            return null;
        }

        MultiportDirection direction;
        if (option.SequenceEqual("--dports"u8) || option.SequenceEqual("--destination-ports"u8))
        {
            direction = MultiportDirection.Destination;
        }
        else if (option.SequenceEqual("--sports"u8) || option.SequenceEqual("--source-ports"u8))
        {
            direction = MultiportDirection.Source;
        }
        else if (option.SequenceEqual("--ports"u8))
        {
            direction = MultiportDirection.Either;
        }
        else
        {
            return null;
        }

        var ports = ImmutableArray.CreateBuilder<PortRange>();
        foreach (var range in value.Split((byte)','))
        {
            if (!OptionScan.TryReadPorts(value[range], (byte)':', false, out var item))
            {
                return null;
            }

            ports.Add(item);
        }

        return new MultiportMatch(direction, ports.DrainToImmutable(), inverted);
    }

    private static AddressTypeMatch? ReadAddressTypes(OptionScan scan)
    {
        var match = new AddressTypeMatch();
        while (!scan.AtEnd)
        {
            if (!scan.Next(out var option, out bool inverted))
            {
                return null;
            }

            if (option.SequenceEqual("--limit-iface-in"u8))
            {
                match = match with { Interface = AddressTypeInterface.In };
                continue;
            }

            if (option.SequenceEqual("--limit-iface-out"u8))
            {
                match = match with { Interface = AddressTypeInterface.Out };
                continue;
            }

            if (!scan.Value(out var value) || !FlagNames.TryRead(value, out AddressTypes types))
            {
                return null;
            }

            if (option.SequenceEqual("--src-type"u8))
            {
                match = match with { Source = types, SourceInverted = inverted };
            }
            else if (option.SequenceEqual("--dst-type"u8))
            {
                match = match with { Destination = types, DestinationInverted = inverted };
            }
            else
            {
                return null;
            }
        }

        return match.Source == AddressTypes.None && match.Destination == AddressTypes.None ? null : match;
    }

    private static LimitMatch? ReadLimit(OptionScan scan)
    {
        if (!scan.TrySkip("--limit"u8) || !scan.Value(out var text))
        {
            return null;
        }

        int slash = text.IndexOf((byte)'/');
        var unit = slash < 0 ? default : text[(slash + 1)..];
        LimitUnit? known = slash < 0 ? LimitUnit.Second : unit.IsEmpty ? null : unit switch
        {
            _ when "second"u8.StartsWith(unit) => LimitUnit.Second,
            _ when "minute"u8.StartsWith(unit) => LimitUnit.Minute,
            _ when "hour"u8.StartsWith(unit) => LimitUnit.Hour,
            _ when "day"u8.StartsWith(unit) => LimitUnit.Day,
            _ => null,
        };
        if (known is null || !OptionScan.TryReadMark(slash < 0 ? text : text[..slash], out uint amount))
        {
            return null;
        }

        if (scan.AtEnd)
        {
            return new LimitMatch(amount, known.Value);
        }

        return scan.TrySkip("--limit-burst"u8) && scan.Number(out uint burst) && scan.AtEnd
            ? new LimitMatch(amount, known.Value, burst == 5 ? null : burst)
            : null;
    }

    private SetMatch? ReadSet(OptionScan scan) =>
        scan.Next(out var option, out bool inverted)
        && option.SequenceEqual("--match-set"u8)
        && scan.Value(out var name)
        && scan.Value(out var directions)
        && scan.AtEnd
            ? new SetMatch(names.Name(name).Name, Encoding.UTF8.GetString(directions), inverted)
            : null;
}
