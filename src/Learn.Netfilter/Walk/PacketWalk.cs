namespace Learn.Netfilter;

/// <summary>
/// Sends a packet through rules and says where it can end, with which probability, and which rules it matched on the way: raw, mangle,
/// nat, filter and security at PREROUTING, INPUT or FORWARD, OUTPUT and POSTROUTING, in the order of the kernel.
/// </summary>
/// <remarks>
/// Routing is reduced to one question: is the destination an address of this host? A packet that a process sends to its own host comes
/// back by the loopback interface. A match or target that is not understood is followed both ways, and the outcomes say so. Ways that
/// lead to the same place in the same condition go on as one.
/// </remarks>
public sealed partial class PacketWalk
{
    // Trying rules one after the other costs time too, if there are many ways to the same long chain.
    private const int MostRulesTried = 20_000_000;

    private readonly Ruleset _ruleset;
    private readonly WalkOptions _options;
    private readonly MatchEvaluation _evaluation;
    private readonly Stack<WalkBranch> _waiting = new();
    private readonly Dictionary<WalkState, WalkEdge> _seen = [];
    private int _nodes;
    private int _tried;
    private bool _hasBranched;

    private PacketWalk(Ruleset ruleset, Packet packet, WalkOptions options)
    {
        _ruleset = ruleset;
        _options = options;
        _evaluation = new MatchEvaluation(packet, options, ruleset.Family);
    }

    /// <summary>Sends a packet through rules.</summary>
    /// <param name="ruleset">The rules, as <c>iptables-save</c> prints them.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="options">What else is known about the host.</param>
    public static WalkResult Walk(Ruleset ruleset, Packet packet, WalkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(packet);
        var walk = new PacketWalk(ruleset, packet, options ?? new WalkOptions());
        var start = new WalkEdge(WalkEdgeKind.Only, 1, 1);
        var state = new WalkState { Packet = packet, Hook = packet.FromLocalProcess ? Hook.Output : Hook.Prerouting };
        walk._waiting.Push(new WalkBranch(state, start));
        while (walk._waiting.TryPop(out var branch))
        {
            walk.Follow(branch);
        }

        var outcomes = WalkOutcomes.Of(start.Target, walk._evaluation);
        return new WalkResult(packet, outcomes) { Tree = new WalkTree(packet, start.Target, outcomes) };
    }

    private void Follow(WalkBranch branch)
    {
        while (!HasJoined(branch))
        {
            if (branch.State.Frame is { } frame)
            {
                int next = FindNext(branch, frame, out var answer);
                if (next < 0)
                {
                    Return(branch, frame);
                    continue;
                }

                branch.State = branch.State with { Frame = frame.At(next + 1) };
                if (!Meet(branch, frame.Chain, next, answer))
                {
                    return;
                }
            }
            else if (branch.State.Policy == ChainPolicy.Drop)
            {
                End(branch, WalkVerdict.Dropped, byPolicy: true);
                return;
            }
            else if (branch.State.Policy is not null)
            {
                LeaveTable(branch);
            }
            else if (!EnterTable(branch))
            {
                End(branch, WalkVerdict.Accepted);
                return;
            }
        }
    }

    /// <summary>True if another branch was in the same state, or if there is no room for more; the branch ends there.</summary>
    private bool HasJoined(WalkBranch branch)
    {
        if (_nodes > _options.MostNodes || _tried > MostRulesTried)
        {
            End(branch, WalkVerdict.Unknown, reason: "too many possibilities");
            return true;
        }

        if (!branch.MayJoin || !_hasBranched)
        {
            return false;
        }

        branch.MayJoin = false;
        if (_seen.TryGetValue(branch.State, out var known))
        {
            branch.Edge.Target = known.Target;
            return true;
        }

        _seen.Add(branch.State, branch.Edge);
        return false;
    }

    private static void Return(WalkBranch branch, WalkFrame frame)
    {
        branch.State = branch.State with { Frame = frame.Caller };
        branch.MayJoin = true;
    }

    /// <summary>The next rule that the packet matches or may match; -1 if there is none left in the chain.</summary>
    private int FindNext(WalkBranch branch, WalkFrame frame, out MatchAnswer answer)
    {
        var rules = frame.Chain.Rules;
        var index = _options.UsesIndex ? frame.Chain.Index : null;
        var packet = branch.Packet;
        for (int next = frame.Next; ; next++)
        {
            next = index is not null ? index.Next(next, packet) : next < rules.Length ? next : -1;
            if (next < 0)
            {
                answer = MatchAnswer.No;
                return -1;
            }

            _tried++;
            answer = _evaluation.Answer(rules[next], branch);
            if (!answer.IsNo)
            {
                return next;
            }
        }
    }

    /// <summary>The packet meets a rule that it matches or may match; false if its way ends there.</summary>
    private bool Meet(WalkBranch branch, Chain chain, int index, MatchAnswer answer)
    {
        var step = new WalkStep(branch.State.Hook, branch.Table!.Name, chain.Name, index + 1, chain.Rules[index], answer.Share);
        if (answer.IsKnown && answer.Share >= 1)
        {
            branch.Edge = Add(branch, WalkNodeKind.Rule, step, new WalkEdge(WalkEdgeKind.Only, 1, 1));
        }
        else
        {
            var matched = new WalkEdge(WalkEdgeKind.Matched, answer.IsKnown ? answer.Share : 0, answer.Share);
            var other = new WalkEdge(WalkEdgeKind.NotMatched, 1 - answer.Share, answer.IsKnown ? 1 - answer.Share : 1);
            Split(branch, answer.IsKnown ? WalkNodeKind.Chance : WalkNodeKind.Either, step, matched, other);
        }

        return Apply(branch, step);
    }

    /// <summary>Goes on by the first edge, and by the second one later.</summary>
    private void Split(WalkBranch branch, WalkNodeKind kind, WalkStep step, WalkEdge first, WalkEdge second)
    {
        _hasBranched = true;
        Add(branch, kind, step, first, second);
        _waiting.Push(branch.Double(second));
        branch.Edge = first;
        branch.MayJoin = true;
    }

    private WalkEdge Add(WalkBranch branch, WalkNodeKind kind, WalkStep step, params WalkEdge[] edges)
    {
        _nodes++;
        branch.Edge.Target = new WalkNode(kind, step.Hook, step.Table, step.Chain) { Step = step, Edges = edges };
        return edges[0];
    }

    private static void End(
        WalkBranch branch, WalkVerdict verdict, WalkStep? step = null, bool byPolicy = false, string? rejectedWith = null, string? reason = null)
    {
        string table = byPolicy ? branch.Table!.Name : step?.Table ?? "";
        string chain = byPolicy ? WalkWords.Name(branch.State.Hook) : step?.Chain ?? "";
        branch.Edge.Target = new WalkNode(WalkNodeKind.End, branch.State.Hook, table, chain)
        {
            Step = step,
            State = branch.State,
            Verdict = verdict,
            RejectedWith = rejectedWith,
            Reason = reason,
        };
    }
}
