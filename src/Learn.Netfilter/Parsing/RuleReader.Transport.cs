using System.Text;

namespace Learn.Netfilter;

/// <content>The protocol and its ports.</content>
internal sealed partial class RuleReader
{
    private static bool HasPorts(IpProtocol protocol) =>
        protocol == IpProtocol.Tcp || protocol == IpProtocol.Udp || protocol == IpProtocol.Sctp;

    private static bool IsSourcePort(ReadOnlySpan<byte> option) =>
        option.SequenceEqual("--sport"u8) || option.SequenceEqual("--source-port"u8);

    private static bool IsDestinationPort(ReadOnlySpan<byte> option) =>
        option.SequenceEqual("--dport"u8) || option.SequenceEqual("--destination-port"u8);

    // No target has such options, so behind a target they belong to the protocol.
    private static bool BeginsWithPorts(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        var scan = new OptionScan(text, words);
        return scan.Next(out var option, out _) && (IsSourcePort(option) || IsDestinationPort(option));
    }

    private static bool TryReadPorts(bool alreadyInverted, ref OptionScan scan, ref TransportDraft draft)
    {
        while (!scan.AtEnd)
        {
            bool isOption = scan.Next(out var option, out bool inverted);
            bool isSource = isOption && IsSourcePort(option);
            if ((!isSource && !(isOption && IsDestinationPort(option)))
                || !scan.Value(out var value)
                || !OptionScan.TryReadPorts(value, (byte)':', inverted || alreadyInverted, out var ports))
            {
                return false;
            }

            alreadyInverted = false;
            draft = isSource ? draft with { Source = ports } : draft with { Destination = ports };
        }

        return true;
    }

    private bool TryReadProtocol(ReadOnlySpan<byte> text, bool inverted)
    {
        IpProtocol protocol;
        if (text.SequenceEqual("tcp"u8))
        {
            protocol = IpProtocol.Tcp;
        }
        else if (!IpProtocol.TryParse(Encoding.UTF8.GetString(text), out protocol))
        {
            return false;
        }

        if (inverted)
        {
            return Add(new ProtocolMatch(protocol, true));
        }

        _protocols.Add((_matches.Count, protocol));
        return true;
    }

    /// <summary><c>-m tcp</c> and its like, with the ports that directly follow.</summary>
    private bool TryReadTransport(IpProtocol protocol, OptionScan scan)
    {
        var draft = new TransportDraft(_matches.Count, protocol, null, null);
        if (!TryReadPorts(false, ref scan, ref draft))
        {
            return false;
        }

        _transports.Add(draft);
        return Add(PlaceHolder);
    }

    /// <summary>Ports apart from <c>-m tcp</c>, or without it: iptables then takes the extension of the protocol.</summary>
    private bool TryReadImplicitPorts(bool inverted, ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        var scan = new OptionScan(text, words);
        if (_transports.Count > 0)
        {
            var known = _transports[^1];
            bool ok = TryReadPorts(inverted, ref scan, ref known);
            if (ok)
            {
                _transports[^1] = known;
            }

            return ok;
        }

        if (_protocols.Count == 0 || !HasPorts(_protocols[^1].Protocol))
        {
            return false;
        }

        var draft = new TransportDraft(_matches.Count, _protocols[^1].Protocol, null, null);
        if (!TryReadPorts(inverted, ref scan, ref draft))
        {
            return false;
        }

        _transports.Add(draft);
        return Add(PlaceHolder);
    }

    private void AddProtocolsAndTransports()
    {
        foreach (var draft in _transports)
        {
            _matches[draft.Place] = draft is { Source: null, Destination: null }
                ? TransportMatch.WithoutPorts(draft.Protocol)
                : new TransportMatch(draft.Protocol, draft.Source, draft.Destination);
        }

        for (int index = _protocols.Count - 1; index >= 0; index--)
        {
            var (place, protocol) = _protocols[index];
            if (!_transports.Exists(draft => draft.Protocol == protocol))
            {
                _matches.Insert(place, new ProtocolMatch(protocol));
            }
        }
    }
}
