using System.Net;

namespace Learn.Netfilter;

/// <summary>Decides whether a packet matches.</summary>
/// <param name="first">The packet as it was sent.</param>
/// <param name="options">What is known about the host.</param>
/// <param name="family">The family of the rules.</param>
internal sealed class MatchEvaluation(Packet first, WalkOptions options, IpFamily family)
{
    private readonly OtherMatches _others = new(first, family);

    internal bool IsLocal(IPAddress address) => IPAddress.IsLoopback(address) || options.LocalAddresses.Contains(address);

    internal bool IsLocal(in WalkState state) => state.IsRedirected || IsLocal(state.Packet.Destination);

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

    private static bool MatchesPorts(TransportMatch match, Packet packet) =>
        packet.Protocol == match.Protocol
        && match.SourcePorts?.Matches(packet.SourcePort) != false
        && match.DestinationPorts?.Matches(packet.DestinationPort) != false;

    private static bool MatchesAnyPort(MultiportMatch match, Packet packet)
    {
        foreach (var ports in match.Ports)
        {
            bool isSource = match.Direction != MultiportDirection.Destination && ports.Matches(packet.SourcePort);
            if (isSource || (match.Direction != MultiportDirection.Source && ports.Matches(packet.DestinationPort)))
            {
                return !match.Inverted;
            }
        }

        return match.Inverted;
    }

    private MatchAnswer Answer(Match match, WalkBranch branch)
    {
        var packet = branch.Packet;
        return match switch
        {
            CommentMatch => MatchAnswer.Yes,
            DestinationMatch destination => AnswerDestination(destination, branch.State),
            SourceMatch source => MatchAnswer.Of(source.Address.Contains(packet.Source) != source.Inverted),
            ProtocolMatch { Protocol.Number: 0 } protocol => MatchAnswer.Of(!protocol.Inverted),
            ProtocolMatch protocol => MatchAnswer.Of(protocol.Protocol == packet.Protocol != protocol.Inverted),
            TransportMatch transport => MatchAnswer.Of(MatchesPorts(transport, packet)),
            MultiportMatch multiport => MatchAnswer.Of(MatchesAnyPort(multiport, packet)),
            InInterfaceMatch input => AnswerIn(input, branch.State),
            OutInterfaceMatch outgoing => AnswerOut(outgoing, branch.State),
            MarkMatch mark => branch.State.IsMarkUnknown ? MatchAnswer.Unknown : MatchAnswer.Of(mark.Matches(packet.Mark)),
            ConnmarkMatch mark =>
                branch.State.IsConnectionMarkUnknown ? MatchAnswer.Unknown : MatchAnswer.Of(mark.Matches(packet.ConnectionMark)),
            ConntrackMatch conntrack => MatchAnswer.Of((conntrack.States & StatesOf(branch.State)) != 0 != conntrack.Inverted),
            StatisticMatch statistic => new MatchAnswer(statistic.Share, true),
            AddressTypeMatch types => AnswerTypes(types, branch.State),
            RecentMatch recent => AnswerRecent(recent, branch.State),
            SetMatch set => MatchAnswer.Of(options.SetContains?.Invoke(set, packet) is { } contains ? contains != set.Inverted : null),
            UnknownMatch other => _others.Answer(other, branch.State),
            _ => MatchAnswer.Unknown,
        };
    }

    private MatchAnswer AnswerDestination(DestinationMatch match, in WalkState state)
    {
        // The address of some interface of this host.
        bool isKnown = !state.IsRedirected || IsLocal(state.Packet.Destination);
        return isKnown || match.Address.MatchesEverything
            ? MatchAnswer.Of(match.Address.Contains(state.Packet.Destination) != match.Inverted)
            : MatchAnswer.Unknown;
    }

    private static MatchAnswer AnswerIn(InInterfaceMatch match, in WalkState state)
    {
        // What a process sends has not come in by any interface, until it comes back by the loopback one.
        string? name = state.HasLooped ? "lo" : state.Packet.FromLocalProcess ? "" : state.Packet.InInterface;
        return name is not null ? MatchAnswer.Of(match.Matches(name))
            : match.Pattern == "lo" && !IPAddress.IsLoopback(state.Packet.Source) ? MatchAnswer.Of(match.Inverted)
            : MatchAnswer.Unknown;
    }

    private MatchAnswer AnswerOut(OutInterfaceMatch match, in WalkState state)
    {
        // Before routing nobody knows; what a process sends to its own host leaves by the loopback interface, and nothing else does.
        bool isUnrouted = state.Hook is Hook.Prerouting or Hook.Input;
        bool isToItself = state.Packet.FromLocalProcess && IsLocal(state);
        string? name = isUnrouted ? "" : isToItself ? "lo" : state.Packet.OutInterface;
        return name is not null ? MatchAnswer.Of(match.Matches(name))
            : match.Pattern == "lo" ? MatchAnswer.Of(match.Inverted)
            : MatchAnswer.Unknown;
    }

    private static ConntrackStates StatesOf(in WalkState state)
    {
        var states = state.Packet.State;
        states |= state.IsDestinationTranslated ? ConntrackStates.Dnat : ConntrackStates.None;
        return states | (state.IsMasqueraded || state.SourceTranslatedTo is not null ? ConntrackStates.Snat : ConntrackStates.None);
    }

    private MatchAnswer AnswerTypes(AddressTypeMatch match, in WalkState state)
    {
        var sourceType = TypeOf(state.Packet.Source);
        var destinationType = state.IsRedirected ? AddressTypes.Local : TypeOf(state.Packet.Destination);
        bool source = match.Source == AddressTypes.None || (match.Source & sourceType) != 0 != match.SourceInverted;
        bool destination = match.Destination == AddressTypes.None
            || (match.Destination & destinationType) != 0 != match.DestinationInverted;
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

        byte begin = address.GetAddressBytes()[0];
        bool multicast = AddressText.FamilyOf(address) == IpFamily.IPv4 ? begin is >= 224 and < 240 : begin == 255;
        return multicast ? AddressTypes.Multicast : AddressTypes.Unicast;
    }

    private MatchAnswer AnswerRecent(RecentMatch match, in WalkState state)
    {
        if (match.Operation == RecentOperation.Set)
        {
            return MatchAnswer.Of(!match.Inverted);
        }

        var age = options.LastSeen?.Invoke(match.Name, match.UsesDestination ? state.Packet.Destination : state.Packet.Source);
        for (var change = state.RecentChanges; change is not null; change = change.Before)
        {
            if (change.List == match.Name)
            {
                if (change.IsDestination || match.UsesDestination)
                {
                    return MatchAnswer.Unknown;
                }

                age = change.IsPresent ? TimeSpan.Zero : null;
                break;
            }
        }

        if (age is not null && (match.HitCount > 1 || match.Mask is not null))
        {
            return MatchAnswer.Unknown;
        }

        bool seen = age is { } known && (match.Seconds is not { } seconds || known.TotalSeconds <= seconds);
        return MatchAnswer.Of(seen != match.Inverted);
    }
}
