using System.Net;

namespace Learn.Netfilter;

/// <summary>Decides whether a packet matches.</summary>
internal sealed class MatchEvaluation(WalkOptions options)
{
    internal bool IsLocal(IPAddress address) => IPAddress.IsLoopback(address) || options.LocalAddresses.Contains(address);

    internal MatchAnswer Answer(Rule rule, WalkBranch branch)
    {
        var answer = MatchAnswer.Yes;
        foreach (var match in rule.Matches)
        {
            answer = answer.And(Answer(match, branch));
            if (answer.IsNo)
            {
                break;
            }
        }

        return answer;
    }

    private static MatchAnswer AnswerInterface(bool known, Func<bool> matches) => known ? MatchAnswer.Of(matches()) : MatchAnswer.Unknown;

    private static bool MatchesPorts(TransportMatch match, Packet packet) =>
        packet.Protocol == match.Protocol
        && match.SourcePorts?.Matches(packet.SourcePort) != false
        && match.DestinationPorts?.Matches(packet.DestinationPort) != false;

    private static bool MatchesAnyPort(MultiportMatch match, Packet packet)
    {
        bool matches = match.Ports.Any(ports => match.Direction switch
        {
            MultiportDirection.Source => ports.Matches(packet.SourcePort),
            MultiportDirection.Destination => ports.Matches(packet.DestinationPort),
            _ => ports.Matches(packet.SourcePort) || ports.Matches(packet.DestinationPort),
        });
        return matches != match.Inverted;
    }

    private MatchAnswer Answer(Match match, WalkBranch branch)
    {
        var packet = branch.Packet;
        return match switch
        {
            CommentMatch => MatchAnswer.Yes,
            SourceMatch source => MatchAnswer.Of(source.Address.Contains(packet.Source) != source.Inverted),
            DestinationMatch destination => MatchAnswer.Of(destination.Address.Contains(packet.Destination) != destination.Inverted),
            ProtocolMatch { Protocol.Number: 0 } protocol => MatchAnswer.Of(!protocol.Inverted),
            ProtocolMatch protocol => MatchAnswer.Of(protocol.Protocol == packet.Protocol != protocol.Inverted),
            TransportMatch transport => MatchAnswer.Of(MatchesPorts(transport, packet)),
            MultiportMatch multiport => MatchAnswer.Of(MatchesAnyPort(multiport, packet)),
            InInterfaceMatch input => AnswerIn(input, branch),
            OutInterfaceMatch outgoing => AnswerInterface(packet.OutInterface is not null, () => outgoing.Matches(packet.OutInterface!)),
            MarkMatch mark => MatchAnswer.Of(mark.Matches(packet.Mark)),
            ConnmarkMatch mark => MatchAnswer.Of(mark.Matches(packet.ConnectionMark)),
            ConntrackMatch conntrack => MatchAnswer.Of((conntrack.States & StatesOf(branch)) != 0 != conntrack.Inverted),
            StatisticMatch statistic => new MatchAnswer(statistic.Share, true),
            AddressTypeMatch types => AnswerTypes(types, packet),
            RecentMatch recent => AnswerRecent(recent, packet),
            SetMatch set => MatchAnswer.Of(options.SetContains?.Invoke(set, packet) is { } contains ? contains != set.Inverted : null),
            _ => MatchAnswer.Unknown,
        };
    }

    private static MatchAnswer AnswerIn(InInterfaceMatch match, WalkBranch branch)
    {
        // What a process sends has not come in by any interface, until it comes back by the loopback one.
        string? name = branch.HasLooped ? "lo" : branch.Packet.FromLocalProcess ? "" : branch.Packet.InInterface;
        return AnswerInterface(name is not null, () => match.Matches(name!));
    }

    private static ConntrackStates StatesOf(WalkBranch branch)
    {
        var states = branch.Packet.State;
        states |= branch.IsDestinationTranslated ? ConntrackStates.Dnat : ConntrackStates.None;
        return states | (branch.IsMasqueraded || branch.SourceTranslatedTo is not null ? ConntrackStates.Snat : ConntrackStates.None);
    }

    private MatchAnswer AnswerTypes(AddressTypeMatch match, Packet packet)
    {
        bool source = match.Source == AddressTypes.None || (match.Source & TypeOf(packet.Source)) != 0 != match.SourceInverted;
        bool destination = match.Destination == AddressTypes.None
            || (match.Destination & TypeOf(packet.Destination)) != 0 != match.DestinationInverted;
        if (!source || !destination)
        {
            return MatchAnswer.No;
        }

        // Which interface has which address is not known.
        return match.Interface == AddressTypeInterface.Any ? MatchAnswer.Yes : MatchAnswer.Unknown;
    }

    private AddressTypes TypeOf(IPAddress address)
    {
        if (IsLocal(address))
        {
            return AddressTypes.Local;
        }

        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return AddressTypes.Unspecified;
        }

        if (address.Equals(IPAddress.Broadcast))
        {
            return AddressTypes.Broadcast;
        }

        byte first = address.GetAddressBytes()[0];
        bool multicast = AddressText.FamilyOf(address) == IpFamily.IPv4 ? first is >= 224 and < 240 : first == 255;
        return multicast ? AddressTypes.Multicast : AddressTypes.Unicast;
    }

    private MatchAnswer AnswerRecent(RecentMatch match, Packet packet)
    {
        if (match.Operation == RecentOperation.Set)
        {
            return MatchAnswer.Of(!match.Inverted);
        }

        var age = options.LastSeen?.Invoke(match.Name, match.UsesDestination ? packet.Destination : packet.Source);
        if (age is not null && (match.HitCount > 1 || match.Mask is not null))
        {
            return MatchAnswer.Unknown;
        }

        bool seen = age is { } known && (match.Seconds is not { } seconds || known.TotalSeconds <= seconds);
        return MatchAnswer.Of(seen != match.Inverted);
    }
}
