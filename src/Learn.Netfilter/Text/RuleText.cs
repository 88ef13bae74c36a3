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
        WriteAddressesForSave(ref output, matches);
        WriteInterfacesForSave(ref output, matches);
        WriteProtocolForSave(ref output, matches);
        foreach (var match in matches)
        {
            if (match is TransportMatch transport)
            {
                WriteExtensionName(ref output, transport);
                WritePorts(ref output, transport);
            }
            else
            {
                WriteExtension(ref output, match, family, TextStyle.Save);
            }
        }
    }

    private static void WriteForRestore(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches, IpFamily family)
    {
        for (int index = 0; index < matches.Length; index++)
        {
            switch (matches[index])
            {
                case TransportMatch transport:
                    WriteExtensionName(ref output, transport);
                    output.Write(" -p "u8);
                    output.Write(transport.Protocol.Name);

                    // kube-proxy names the address before the port.
                    if (index + 1 < matches.Length && matches[index + 1] is DestinationMatch next)
                    {
                        WriteAddress(ref output, next.Inverted, " -d "u8, next.Address, TextStyle.Restore);
                        index++;
                    }

                    WritePorts(ref output, transport);
                    break;
                case SourceMatch source:
                    WriteAddress(ref output, source.Inverted, " -s "u8, source.Address, TextStyle.Restore);
                    break;
                case DestinationMatch destination:
                    WriteAddress(ref output, destination.Inverted, " -d "u8, destination.Address, TextStyle.Restore);
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
                case var other:
                    WriteExtension(ref output, other, family, TextStyle.Restore);
                    break;
            }
        }
    }

    private static void WriteAddressesForSave(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
        {
            if (match is SourceMatch source && (source.Inverted || !source.Address.MatchesEverything))
            {
                WriteAddress(ref output, source.Inverted, " -s "u8, source.Address, TextStyle.Save);
            }
        }

        foreach (var match in matches)
        {
            if (match is DestinationMatch destination && (destination.Inverted || !destination.Address.MatchesEverything))
            {
                WriteAddress(ref output, destination.Inverted, " -d "u8, destination.Address, TextStyle.Save);
            }
        }
    }

    private static void WriteInterfacesForSave(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
        {
            if (match is InInterfaceMatch input)
            {
                WriteWord(ref output, input.Inverted, " -i "u8, input.Pattern);
            }
        }

        foreach (var match in matches)
        {
            if (match is OutInterfaceMatch outgoing)
            {
                WriteWord(ref output, outgoing.Inverted, " -o "u8, outgoing.Pattern);
            }
        }
    }

    private static void WriteProtocolForSave(ref Utf8Cursor output, scoped ReadOnlySpan<Match> matches)
    {
        foreach (var match in matches)
        {
            if (match is ProtocolMatch protocol)
            {
                WriteWord(ref output, protocol.Inverted, " -p "u8, protocol.Protocol.Name);
                return;
            }

            if (match is TransportMatch transport)
            {
                WriteWord(ref output, false, " -p "u8, transport.Protocol.Name);
                return;
            }
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
