namespace Learn.Netfilter;

/// <content>What targets do to a packet.</content>
public sealed partial class PacketWalk
{
    private const int MaxDepth = 64;

    private static bool GoOn(WalkBranch branch, Packet packet)
    {
        branch.Packet = packet;
        return true;
    }

    private static bool LeaveTable(WalkBranch branch)
    {
        branch.Frames.Clear();
        branch.Policy = null;
        return true;
    }

    private static bool Guess(WalkBranch branch, WalkStep step)
    {
        branch.Assumptions = branch.Assumptions.Push(new(step, true));
        return true;
    }

    private static bool TranslateDestination(WalkBranch branch, DnatTarget target, WalkStep step)
    {
        var packet = branch.Packet;
        branch.IsDestinationTranslated = true;
        branch.Packet = packet with
        {
            Destination = target.To.FirstAddress ?? packet.Destination,
            DestinationPort = target.To.Ports?.First ?? packet.DestinationPort,
        };

        // Which address or port of a range is taken depends on a hash of the connection.
        bool isRange = target.To.FirstAddress is { } first && !first.Equals(target.To.LastAddress);
        if (isRange || !target.To.IsValid || target.To.Ports is { } ports && ports.First != ports.Last)
        {
            Guess(branch, step);
        }

        return LeaveTable(branch);
    }

    private static Packet ChangeConnectionMark(Packet packet, ConnmarkTarget target) => target.Operation switch
    {
        ConnmarkOperation.Set => packet with { ConnectionMark = (packet.ConnectionMark & ~target.Mask) ^ target.Value },
        ConnmarkOperation.Save => packet with
        {
            ConnectionMark = (packet.ConnectionMark & ~target.Mask) ^ (packet.Mark & target.Value),
        },
        _ => packet with { Mark = (packet.Mark & ~target.Value) ^ (packet.ConnectionMark & target.Mask) },
    };

    /// <summary>Carries out the target of a rule that matched; false if the way of the packet ends there.</summary>
    private bool Apply(WalkBranch branch, WalkStep step)
    {
        foreach (var match in step.Rule.Matches)
        {
            if (match is RecentMatch { Operation: RecentOperation.Set or RecentOperation.Update } recent)
            {
                branch.RecentLists = branch.RecentLists.Push(recent.Name);
            }
        }

        switch (step.Rule.Target)
        {
            case JumpTarget jump:
                return Call(branch, jump.Chain, step);
            case GotoTarget jump:
                branch.Frames.Pop();
                return Call(branch, jump.Chain, step);
            case ReturnTarget:
                branch.Frames.Pop();
                return true;
            case AcceptTarget:
                return LeaveTable(branch);
            case DropTarget:
                End(branch, WalkVerdict.Dropped);
                return false;
            case RejectTarget reject:
                End(branch, WalkVerdict.Rejected, reject.With);
                return false;
            case DnatTarget dnat:
                return TranslateDestination(branch, dnat, step);
            case SnatTarget snat:
                branch.SourceTranslatedTo = snat.To;
                return LeaveTable(branch);
            case MasqueradeTarget:
                branch.IsMasqueraded = true;
                return LeaveTable(branch);
            case MarkTarget mark:
                return GoOn(branch, branch.Packet with { Mark = mark.Apply(branch.Packet.Mark) });
            case ConnmarkTarget mark:
                return GoOn(branch, ChangeConnectionMark(branch.Packet, mark));
            case UnknownTarget:
                return Guess(branch, step);
            default:
                return true;
        }
    }

    private static bool Call(WalkBranch branch, string chain, WalkStep step)
    {
        // Only part of the rules is known, or they lead in a circle, which no kernel would take.
        if (branch.Frames.Count >= MaxDepth || branch.Table!.Find(chain) is not { } called)
        {
            return Guess(branch, step);
        }

        branch.Frames.Push(new(called, 0));
        return true;
    }
}
