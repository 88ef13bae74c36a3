using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>Puts the events of a host together to the ways of its packets.</summary>
/// <param name="rules">The rules of the host; null if they are not known yet, so that steps have their numbers only.</param>
internal sealed class PathAssembly(RuleIndex? rules)
{
    private readonly Dictionary<uint, Unfinished> underWay = [];
    private readonly List<PacketPath> paths = [];

    /// <summary>Whether packets are under way whose end was not told yet.</summary>
    public bool HasUnfinished => underWay.Count > 0;

    /// <summary>Takes events in their order.</summary>
    public void Add(IEnumerable<TraceEvent> events)
    {
        foreach (var happened in events)
        {
            Add(happened);
        }
    }

    /// <summary>The ways so far, in the order in which they ended; what came back by the loopback interface is one way.</summary>
    public IReadOnlyList<PacketPath> Take()
    {
        foreach (var (packet, path) in underWay.OrderBy(entry => entry.Value.At).ToList())
        {
            Finish(packet, path, TraceEnd.Lost, final: null, path.LastAt);
        }

        var joined = new List<PacketPath>();
        foreach (var path in paths)
        {
            int before = joined.FindLastIndex(one => one.Final?.OutInterface == "lo" && path.Continues(one));
            if (before >= 0)
            {
                joined[before] = joined[before].Append(path);
            }
            else
            {
                joined.Add(path);
            }
        }

        paths.Clear();
        return joined;
    }

    private void Add(TraceEvent happened)
    {
        if (happened is { Kind: TraceEventKind.Entered, Header: { } header })
        {
            if (underWay.TryGetValue(happened.Packet, out var lost))
            {
                Finish(happened.Packet, lost, TraceEnd.Lost, final: null, lost.LastAt);
            }

            underWay[happened.Packet] = new Unfinished(header, happened.Chain == "OUTPUT", happened.Time) { LastAt = happened.Time };
            return;
        }

        if (!underWay.TryGetValue(happened.Packet, out var path))
        {
            // Somebody else's trace.
            return;
        }

        path.LastAt = happened.Time;
        if (happened.Kind is TraceEventKind.Left or TraceEventKind.Delivered)
        {
            Finish(happened.Packet, path, happened.Kind == TraceEventKind.Left ? TraceEnd.Left : TraceEnd.Delivered, happened.Header, happened.Time);
            return;
        }

        var step = StepOf(happened, path);
        path.Steps.Add(step);
        if (happened.Verdict == TraceVerdict.Drop)
        {
            Finish(happened.Packet, path, step.Rule?.Target is RejectTarget ? TraceEnd.Rejected : TraceEnd.Dropped, final: null, happened.Time);
        }
    }

    private TraceStep StepOf(TraceEvent happened, Unfinished path)
    {
        path.Hook = HookOf(happened.Chain) ?? path.Hook;
        var rule = happened.RuleHandle is { } handle ? rules?.Find(happened.Table, handle) : null;
        return new TraceStep
        {
            Hook = path.Hook,
            Table = happened.Table,
            Chain = happened.Chain,
            Number = rule?.Number,
            Rule = rule?.Rule,
            Handle = happened.RuleHandle,
            Kind = happened.Kind,
            Verdict = happened.Verdict,
            Target = happened.Target,
            Mark = happened.Mark,
            Time = happened.Time,
        };
    }

    private static Hook? HookOf(string chain) => chain switch
    {
        "PREROUTING" => Hook.Prerouting,
        "INPUT" => Hook.Input,
        "FORWARD" => Hook.Forward,
        "OUTPUT" => Hook.Output,
        "POSTROUTING" => Hook.Postrouting,
        _ => null,
    };

    private void Finish(uint packet, Unfinished path, TraceEnd end, TracedPacket? final, TimeSpan time)
    {
        underWay.Remove(packet);
        paths.Add(new PacketPath(path.Entered, path.IsLocal, [.. path.Steps], end, final) { EnteredAt = path.At, EndedAt = time });
    }

    private sealed class Unfinished(TracedPacket entered, bool isLocal, TimeSpan at)
    {
        public TracedPacket Entered => entered;

        public bool IsLocal => isLocal;

        public TimeSpan At { get; } = at;

        public TimeSpan LastAt { get; set; }

        public Hook Hook { get; set; } = isLocal ? Hook.Output : Hook.Prerouting;

        public List<TraceStep> Steps { get; } = [];
    }
}
