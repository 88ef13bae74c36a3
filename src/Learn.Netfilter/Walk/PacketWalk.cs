using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// Sends a packet through rules and says where it can end, with which probability, and which rules it matched on the way: raw, mangle,
/// nat, filter and security at PREROUTING, INPUT or FORWARD, OUTPUT and POSTROUTING, in the order of the kernel.
/// </summary>
/// <remarks>
/// Routing is reduced to one question: is the destination an address of this host? A packet that a process sends to its own host comes
/// back by the loopback interface. A match or target that is not understood is followed both ways, and the outcomes say so.
/// </remarks>
public sealed partial class PacketWalk
{
    private readonly Ruleset _ruleset;
    private readonly MatchEvaluation _evaluation;
    private readonly Stack<WalkBranch> _waiting = new();
    private readonly ImmutableArray<WalkOutcome>.Builder _outcomes = ImmutableArray.CreateBuilder<WalkOutcome>();

    private PacketWalk(Ruleset ruleset, WalkOptions options)
    {
        _ruleset = ruleset;
        _evaluation = new MatchEvaluation(options);
    }

    /// <summary>Sends a packet through rules.</summary>
    /// <param name="ruleset">The rules, as <c>iptables-save</c> prints them.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="options">What else is known about the host.</param>
    public static WalkResult Walk(Ruleset ruleset, Packet packet, WalkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(packet);
        var walk = new PacketWalk(ruleset, options ?? new WalkOptions());
        walk._waiting.Push(new WalkBranch(packet));
        while (walk._waiting.TryPop(out var branch))
        {
            walk.Follow(branch);
        }

        return new WalkResult(packet, walk._outcomes.DrainToImmutable());
    }

    private static ImmutableArray<string> TablesAt(Hook hook) => hook switch
    {
        Hook.Prerouting => ["raw", "mangle", "nat"],
        Hook.Input => ["mangle", "filter", "security", "nat"],
        Hook.Forward => ["mangle", "filter", "security"],
        Hook.Output => ["raw", "mangle", "nat", "filter", "security"],
        _ => ["mangle", "nat"],
    };

    private void Follow(WalkBranch branch)
    {
        while (branch.Policy is not null || EnterTable(branch))
        {
            if (branch.Frames.TryPop(out var frame))
            {
                if (frame.Next < frame.Chain.Rules.Length)
                {
                    branch.Frames.Push(frame with { Next = frame.Next + 1 });
                    if (!Meet(branch, frame))
                    {
                        return;
                    }
                }

                continue;
            }

            if (branch.Policy == ChainPolicy.Drop)
            {
                End(branch, WalkVerdict.Dropped);
                return;
            }

            branch.Policy = null;
        }

        End(branch, WalkVerdict.Accepted);
    }

    /// <summary>Goes to the next table that has rules for the packet; false if it has passed all hooks.</summary>
    private bool EnterTable(WalkBranch branch)
    {
        while (true)
        {
            var tables = TablesAt(branch.Hook);
            if (branch.TablesEntered == tables.Length)
            {
                if (!GoToNextHook(branch))
                {
                    return false;
                }

                continue;
            }

            string name = tables[branch.TablesEntered++];
            if (name == "nat" && !AsksNat(branch))
            {
                continue;
            }

            branch.Table = _ruleset.Find(name);
            var chain = branch.Table?.Find(NameOf(branch.Hook));
            if (chain is not null)
            {
                branch.Policy = chain.Policy ?? ChainPolicy.Accept;
                branch.Frames.Push(new(chain, 0));
                return true;
            }
        }
    }

    private static string NameOf(Hook hook) => hook switch
    {
        Hook.Prerouting => "PREROUTING",
        Hook.Input => "INPUT",
        Hook.Forward => "FORWARD",
        Hook.Output => "OUTPUT",
        _ => "POSTROUTING",
    };

    private bool GoToNextHook(WalkBranch branch)
    {
        bool isLocal = _evaluation.IsLocal(branch.Packet.Destination);
        Hook? next = branch.Hook switch
        {
            Hook.Prerouting => isLocal ? Hook.Input : Hook.Forward,
            Hook.Forward or Hook.Output => Hook.Postrouting,
            Hook.Postrouting when branch.Packet.FromLocalProcess && isLocal && !branch.HasLooped => Hook.Prerouting,
            _ => null,
        };
        branch.HasLooped |= next == Hook.Prerouting;
        branch.TablesEntered = 0;
        branch.Hook = next ?? branch.Hook;
        return next is not null;
    }

    private static bool AsksNat(WalkBranch branch)
    {
        if ((branch.Packet.State & ConntrackStates.New) == 0)
        {
            return false;
        }

        bool isForDestination = branch.Hook is Hook.Prerouting or Hook.Output;
        bool settled = isForDestination ? branch.DestinationIsSettled : branch.SourceIsSettled;
        branch.DestinationIsSettled |= isForDestination;
        branch.SourceIsSettled |= !isForDestination;
        return !settled;
    }

    /// <summary>The packet meets a rule; false if its way ends there.</summary>
    private bool Meet(WalkBranch branch, WalkBranch.Frame frame)
    {
        var rule = frame.Chain.Rules[frame.Next];
        var answer = _evaluation.Answer(rule, branch);
        if (answer.IsNo)
        {
            return true;
        }

        var step = new WalkStep(branch.Hook, branch.Table!.Name, frame.Chain.Name, frame.Next + 1, rule, answer.Share);
        if (!answer.IsKnown || answer.Share < 1)
        {
            // What does not match goes on with the next rule, later.
            var other = branch.Double();
            other.Probability *= answer.IsKnown ? 1 - answer.Share : 1;
            other.Assumptions = answer.IsKnown ? other.Assumptions : other.Assumptions.Push(new(step, false));
            _waiting.Push(other);
            branch.Probability *= answer.Share;
            branch.Assumptions = answer.IsKnown ? branch.Assumptions : branch.Assumptions.Push(new(step, true));
        }

        branch.Steps = branch.Steps.Push(step);
        return Apply(branch, step);
    }

    private void End(WalkBranch branch, WalkVerdict verdict, string? rejectedWith = null) => _outcomes.Add(new WalkOutcome
    {
        Verdict = verdict,
        Probability = branch.Probability,
        Packet = branch.Packet,
        IsDestinationTranslated = branch.IsDestinationTranslated,
        IsMasqueraded = branch.IsMasqueraded,
        SourceTranslatedTo = branch.SourceTranslatedTo,
        IsForThisHost = _evaluation.IsLocal(branch.Packet.Destination),
        RejectedWith = rejectedWith,
        Steps = [.. branch.Steps.Reverse()],
        Assumptions = [.. branch.Assumptions.Reverse()],
        RecentLists = [.. branch.RecentLists.Reverse()],
    });
}
