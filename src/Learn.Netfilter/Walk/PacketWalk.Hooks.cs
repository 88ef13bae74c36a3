using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <content>The way from hook to hook and from table to table.</content>
public sealed partial class PacketWalk
{
    private static readonly ImmutableArray<string> AtPrerouting = ["raw", "mangle", "nat"];
    private static readonly ImmutableArray<string> AtInput = ["mangle", "filter", "security", "nat"];
    private static readonly ImmutableArray<string> AtForward = ["mangle", "filter", "security"];
    private static readonly ImmutableArray<string> AtOutput = ["raw", "mangle", "nat", "filter", "security"];
    private static readonly ImmutableArray<string> AtPostrouting = ["mangle", "nat"];

    private static ImmutableArray<string> TablesAt(Hook hook) => hook switch
    {
        Hook.Prerouting => AtPrerouting,
        Hook.Input => AtInput,
        Hook.Forward => AtForward,
        Hook.Output => AtOutput,
        _ => AtPostrouting,
    };

    /// <summary>Goes to the next table that has rules for the packet; false if it has passed all hooks.</summary>
    private bool EnterTable(WalkBranch branch)
    {
        while (true)
        {
            var tables = TablesAt(branch.State.Hook);
            if (branch.State.TablesEntered == tables.Length)
            {
                if (!GoToNextHook(branch))
                {
                    return false;
                }

                continue;
            }

            string name = tables[branch.State.TablesEntered];
            branch.State = branch.State with { TablesEntered = branch.State.TablesEntered + 1, Policy = null };
            if (name == "nat" && !AsksNat(branch))
            {
                continue;
            }

            branch.Table = _ruleset.Find(name);
            if (branch.Table?.Find(WalkWords.Name(branch.State.Hook)) is { } chain)
            {
                Enter(branch, name, chain);
                return true;
            }
        }
    }

    private void Enter(WalkBranch branch, string table, Chain chain)
    {
        branch.State = branch.State with { Policy = chain.Policy ?? ChainPolicy.Accept, Frame = new(chain, 0, null, 1) };
        var edge = new WalkEdge(WalkEdgeKind.Only, 1, 1);
        _nodes++;
        branch.Edge.Target = new WalkNode(WalkNodeKind.Entry, branch.State.Hook, table, chain.Name) { Edges = [edge] };
        branch.Edge = edge;
    }

    private bool GoToNextHook(WalkBranch branch)
    {
        bool isLocal = _evaluation.IsLocal(branch.State);
        Hook? next = branch.State.Hook switch
        {
            Hook.Prerouting => isLocal ? Hook.Input : Hook.Forward,
            Hook.Forward or Hook.Output => Hook.Postrouting,
            Hook.Postrouting when branch.Packet.FromLocalProcess && isLocal && !branch.State.HasLooped => Hook.Prerouting,
            _ => null,
        };
        branch.State = branch.State with
        {
            HasLooped = branch.State.HasLooped || next == Hook.Prerouting,
            TablesEntered = 0,
            Hook = next ?? branch.State.Hook,
        };
        return next is not null;
    }

    /// <summary>
    /// The nat table decides once about the destination of a connection and once about its source, and then for all its packets. Packets
    /// without a connection of their own, such as untracked ones and ICMP errors, are not its business.
    /// </summary>
    private bool AsksNat(WalkBranch branch)
    {
        var state = branch.State;
        bool begins = (state.Packet.State & ConntrackStates.New) != 0
            || ((state.Packet.State & ConntrackStates.Related) != 0 && state.Packet.Protocol != IpProtocol.Icmp && state.Packet.Protocol != IpProtocol.IcmpV6);
        bool isForDestination = state.Hook is Hook.Prerouting or Hook.Output;
        bool settled = isForDestination ? state.DestinationIsSettled : state.SourceIsSettled;
        branch.State = isForDestination ? state with { DestinationIsSettled = true } : state with { SourceIsSettled = true };
        if (!begins && !settled && (state.Packet.State & ConntrackStates.Established) != 0 && _options.Translation is { } known)
        {
            TranslateAsBefore(branch, known, isForDestination);
        }

        return begins && !settled;
    }

    private static void TranslateAsBefore(WalkBranch branch, ConnectionTranslation known, bool isForDestination)
    {
        if (isForDestination && known.Destination is { } destination)
        {
            branch.State = branch.State with
            {
                IsDestinationTranslated = true,
                Packet = branch.Packet with { Destination = destination.Address, DestinationPort = (ushort)destination.Port },
            };
        }
        else if (!isForDestination && known.Source is { } source)
        {
            branch.State = branch.State with { SourceTranslatedTo = new NatRange(source.ToString()) };
        }
    }
}
