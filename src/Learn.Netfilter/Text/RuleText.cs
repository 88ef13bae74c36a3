namespace Learn.Netfilter;

/// <summary>The text of a rule without <c>-A chain</c>; each part begins with a blank.</summary>
internal static partial class RuleText
{
    internal static void Write(ref Utf8Cursor output, Rule rule, IpFamily family, TextStyle style) =>
        Write(ref output, rule.Matches.AsSpan(), rule.Target, family, style);

    internal static void Write(
        ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches, Target? target, IpFamily family, TextStyle style)
    {
        if (style == TextStyle.Save)
        {
            WriteForSave(ref output, matches, family);
        }
        else
        {
            WriteForRestore(ref output, matches, family);
        }

        if (target is not null)
        {
            WriteTarget(ref output, target, family, style);
        }
    }

    private static void WriteForSave(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches, IpFamily family)
    {
        uint kinds = 0;
        foreach (var match in matches)
        {
            kinds |= 1u << (int)match.Kind;
        }

        for (var kind = MatchKind.Source; kind <= MatchKind.OutInterface; kind++)
        {
            if ((kinds & (1u << (int)kind)) != 0)
            {
                WriteAllOf(ref output, matches, kind);
            }
        }

        if ((kinds & (1u << (int)MatchKind.Protocol | 1u << (int)MatchKind.Transport)) != 0)
        {
            WriteProtocolForSave(ref output, matches);
        }

        foreach (var match in matches)
        {
            if (match.Kind > MatchKind.Protocol)
            {
                WriteExtension(ref output, match, family, TextStyle.Save);
            }
        }
    }

    private static void WriteForRestore(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches, IpFamily family)
    {
        for (int index = 0; index < matches.Length; index++)
        {
            var match = matches[index];
            if (match.Kind == MatchKind.Transport)
            {
                var transport = (TransportMatch)match;
                WriteExtensionName(ref output, transport);
                output.Write(" -p "u8);
                output.Write(transport.Protocol.Name);

                // kube-proxy names the address before the port.
                if (index + 1 < matches.Length && matches[index + 1].Kind == MatchKind.Destination)
                {
                    WriteBase(ref output, matches[++index], TextStyle.Restore);
                }

                WritePorts(ref output, transport);
            }
            else if (match.Kind <= MatchKind.Protocol)
            {
                WriteBase(ref output, match, TextStyle.Restore);
            }
            else
            {
                WriteExtension(ref output, match, family, TextStyle.Restore);
            }
        }
    }

    private static void WriteAllOf(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches, MatchKind kind)
    {
        foreach (var match in matches)
        {
            if (match.Kind == kind && !Rule.MatchesEverything(match))
            {
                WriteBase(ref output, match, TextStyle.Save);
            }
        }
    }

    private static void WriteProtocolForSave(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
        {
            if (match is ProtocolMatch)
            {
                WriteBase(ref output, match, TextStyle.Save);
                return;
            }

            if (match is TransportMatch transport)
            {
                WriteWord(ref output, false, " -p "u8, transport.Protocol.Name);
                return;
            }
        }
    }

    private static void WriteBase(ref Utf8Cursor output, Match match, TextStyle style)
    {
        switch (match)
        {
            case SourceMatch source:
                WriteAddress(ref output, source.Inverted, " -s "u8, source.Address, style);
                break;
            case DestinationMatch destination:
                WriteAddress(ref output, destination.Inverted, " -d "u8, destination.Address, style);
                break;
            case InInterfaceMatch input:
                WriteWord(ref output, input.Inverted, " -i "u8, input.Pattern);
                break;
            case OutInterfaceMatch outgoing:
                WriteWord(ref output, outgoing.Inverted, " -o "u8, outgoing.Pattern);
                break;
            case ProtocolMatch protocol:
                WriteWord(ref output, protocol.Inverted, " -p "u8, protocol.Protocol.Name);
                break;
        }
    }

    private static void WriteAddress(
        ref Utf8Cursor output, bool inverted, ReadOnlySpan<byte> option, AddressPattern address, TextStyle style)
    {
        WriteOption(ref output, inverted, option);
        output.Write(address, style);
    }

    private static void WriteWord(ref Utf8Cursor output, bool inverted, ReadOnlySpan<byte> option, string value)
    {
        WriteOption(ref output, inverted, option);
        output.Write(value);
    }

    private static void WriteOption(ref Utf8Cursor output, bool inverted, ReadOnlySpan<byte> option)
    {
        if (inverted)
        {
            output.Write(" !"u8);
        }

        output.Write(option);
    }

    private static void WriteExtensionName(ref Utf8Cursor output, TransportMatch transport)
    {
        output.Write(" -m "u8);
        output.Write(transport.Protocol.Name);
    }

    private static void WritePorts(ref Utf8Cursor output, TransportMatch transport)
    {
        if (transport.SourcePorts is { } source)
        {
            WriteOption(ref output, source.Inverted, " --sport "u8);
            output.Write(source, (byte)':');
        }

        if (transport.DestinationPorts is { } destination)
        {
            WriteOption(ref output, destination.Inverted, " --dport "u8);
            output.Write(destination, (byte)':');
        }
    }
}
