namespace Learn.Netfilter;

/// <content>What targets do to a packet.</content>
public sealed partial class PacketWalk
{
    private const int MaxDepth = 64;

    /// <summary>Carries out the target of a rule that matched; false if the way of the packet ends there.</summary>
    private bool Apply(WalkBranch branch, WalkStep step)
    {
        NoteRecent(branch, step.Rule);
        switch (step.Rule.Target)
        {
            case JumpTarget jump:
                Call(branch, jump.Chain, step, branch.State.Frame);
                return true;
            case GotoTarget jump:
                Call(branch, jump.Chain, step, branch.State.Frame!.Caller);
                return true;
            case ReturnTarget:
                Return(branch, branch.State.Frame!);
                return true;
            case AcceptTarget:
                LeaveTable(branch);
                return true;
            case DropTarget:
                End(branch, WalkVerdict.Dropped, step);
                return false;
            case RejectTarget reject:
                End(branch, WalkVerdict.Rejected, step, rejectedWith: reject.With);
                return false;
            case DnatTarget dnat:
                TranslateDestination(branch, dnat, step);
                return true;
            case SnatTarget snat:
                branch.State = branch.State with { SourceTranslatedTo = snat.To };
                LeaveTable(branch);
                return true;
            case MasqueradeTarget:
                branch.State = branch.State with { IsMasqueraded = true };
                LeaveTable(branch);
                return true;
            case MarkTarget mark:
                ChangeMark(branch, mark);
                return true;
            case ConnmarkTarget mark:
                ChangeConnectionMark(branch, mark);
                return true;
            case UnknownTarget other:
                ApplyOther(branch, other, step);
                return true;
            default:
                return true;
        }
    }

    private static void NoteRecent(WalkBranch branch, Rule rule)
    {
        foreach (var match in rule.Matches)
        {
            if (match is RecentMatch { Operation: not RecentOperation.Check } recent)
            {
                bool isPresent = recent.Operation != RecentOperation.Remove;
                var change = new RecentChange(recent.Name, recent.UsesDestination, isPresent, branch.State.RecentChanges);
                branch.State = branch.State with { RecentChanges = change };
            }
        }
    }

    private static void LeaveTable(WalkBranch branch)
    {
        branch.State = branch.State with { Frame = null, Policy = null };
        branch.MayJoin = true;
    }

    private void Call(WalkBranch branch, string chain, WalkStep step, WalkFrame? caller)
    {
        int depth = branch.State.Frame!.Depth + 1;

        // Only part of the rules is known, or they lead in a circle, which no kernel would take.
        if (depth > MaxDepth)
        {
            Doubt(branch, step, "the chains call each other in a circle");
        }
        else if (branch.Table!.Find(chain) is { } called)
        {
            branch.State = branch.State with { Frame = new(called, 0, caller, depth) };
        }
        else
        {
            Doubt(branch, step, $"chain {chain} is missing");
        }
    }

    /// <summary>What the target does is not known: the packet goes on with the next rule, or its fate is decided here.</summary>
    private void Doubt(WalkBranch branch, WalkStep step, string reason)
    {
        var goesOn = new WalkEdge(WalkEdgeKind.GoesOn, 0, 1);
        var decides = new WalkEdge(WalkEdgeKind.Decides, 0, 1);
        _hasBranched = true;
        Add(branch, WalkNodeKind.Either, step, goesOn, decides);
        branch.Edge = decides;
        End(branch, WalkVerdict.Unknown, step, reason: reason);
        branch.Edge = goesOn;
        branch.MayJoin = true;
    }

    private void TranslateDestination(WalkBranch branch, DnatTarget target, WalkStep step)
    {
        // Which address or port of a range is taken depends on a hash of the connection.
        bool isRange = target.To.FirstAddress is { } first && !first.Equals(target.To.LastAddress);
        if (isRange || !target.To.IsValid || (target.To.Ports is { } ports && ports.First != ports.Last))
        {
            Doubt(branch, step, "another one of the range may be chosen");
        }

        branch.State = branch.State with
        {
            IsDestinationTranslated = true,
            Packet = branch.Packet with
            {
                Destination = target.To.FirstAddress ?? branch.Packet.Destination,
                DestinationPort = target.To.Ports?.First ?? branch.Packet.DestinationPort,
            },
        };
        LeaveTable(branch);
    }

    private static void ChangeMark(WalkBranch branch, MarkTarget target)
    {
        // A whole mark is known again, whatever it was before.
        bool unknown = branch.State.IsMarkUnknown && target.Mask != uint.MaxValue;
        branch.State = branch.State with { IsMarkUnknown = unknown, Packet = branch.Packet with { Mark = target.Apply(branch.Packet.Mark) } };
    }

    private static void ChangeConnectionMark(WalkBranch branch, ConnmarkTarget target)
    {
        var packet = branch.Packet;
        uint ofConnection = packet.ConnectionMark & ~target.Mask;
        branch.State = target.Operation switch
        {
            ConnmarkOperation.Set => branch.State with
            {
                IsConnectionMarkUnknown = branch.State.IsConnectionMarkUnknown && target.Mask != uint.MaxValue,
                Packet = packet with { ConnectionMark = ofConnection ^ target.Value },
            },
            ConnmarkOperation.Save => branch.State with
            {
                IsConnectionMarkUnknown = branch.State.IsMarkUnknown || (branch.State.IsConnectionMarkUnknown && target.Mask != uint.MaxValue),
                Packet = packet with { ConnectionMark = ofConnection ^ (packet.Mark & target.Value) },
            },
            _ => branch.State with
            {
                IsMarkUnknown = branch.State.IsConnectionMarkUnknown || (branch.State.IsMarkUnknown && target.Value != uint.MaxValue),
                Packet = packet with { Mark = (packet.Mark & ~target.Value) ^ (packet.ConnectionMark & target.Mask) },
            },
        };
    }
}
