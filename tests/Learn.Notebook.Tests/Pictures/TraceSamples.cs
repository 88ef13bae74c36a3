using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Traces whose times and dice are always the same.</summary>
internal static class TraceSamples
{
    private static readonly ImmutableHashSet<IPAddress> s_local = [IPAddress.Parse("192.168.10.11"), IPAddress.Loopback];

    /// <summary>From outside to a Service of two pods: translated, masqueraded, and as predicted.</summary>
    public static TraceResult Agreeing { get; } = Make(wrong: false);

    /// <summary>The kernel went another way than the rules that the walk was given.</summary>
    public static TraceResult Disagreeing { get; } = Make(wrong: true);

    private static TraceResult Make(bool wrong)
    {
        var rules = Capture.Rules("clusterip-two-pods");
        var packet = new Packet { Source = IPAddress.Parse("192.168.10.77"), Destination = IPAddress.Parse("10.96.33.120"), SourcePort = 41234, DestinationPort = 8080, InInterface = "eth0" };
        var taken = PacketWalk.Walk(rules, packet, new WalkOptions { LocalAddresses = s_local }).Outcomes[1];
        int number = 0;
        uint mark = 0;
        var steps = taken.Steps.Select(step => new TraceStep
        {
            Hook = step.Hook,
            Table = step.Table,
            Chain = step.Chain,
            Number = step.Number,
            Rule = step.Rule,
            Handle = (ulong)++number,
            Kind = TraceEventKind.Rule,
            Verdict = VerdictOf(step.Rule),
            Target = (step.Rule.Target as JumpTarget)?.Chain,
            Mark = mark = step.Rule.Target is MarkTarget marking ? marking.Apply(mark) : mark,
            Time = TimeSpan.FromMicroseconds(20 + (number * 7)),
        }).ToImmutableArray();
        var entered = new TracedPacket(6, packet.Source, packet.Destination, 41234, 8080, "eth0", null, 2, 60);
        var final = entered with { Source = IPAddress.Parse("192.168.10.11"), SourcePort = 23456, Destination = taken.Packet.Destination, DestinationPort = taken.Packet.DestinationPort, InInterface = null, OutInterface = "cbr0" };
        var path = new PacketPath(entered, false, steps, TraceEnd.Left, final) { EndedAt = TimeSpan.FromMicroseconds(150) };
        var expected = PacketWalk.Walk(wrong ? Capture.Rules("clusterip-one-pod") : rules, packet, new WalkOptions { LocalAddresses = s_local });
        var crossing = new NodeCrossing("worker-1", path, rules, TraceComparison.Of(expected, path, s_local))
        {
            Connection = new ConntrackEntry
            {
                Family = AddressFamily.InterNetwork,
                Protocol = "tcp",
                ProtocolNumber = 6,
                Original = new ConntrackTuple(packet.Source, packet.Destination, 41234, 8080),
                Reply = new ConntrackTuple(final.Destination, final.Source, 8080, 23456),
            },
        };
        return new TraceResult("http://10.96.33.120:8080", "client", [crossing], []) { Outcome = "answered by cart-2", IsAnswered = true, Elapsed = TimeSpan.FromMilliseconds(123) };
    }

    private static TraceVerdict VerdictOf(Rule rule) => rule.Target switch
    {
        JumpTarget => TraceVerdict.Jump,
        ReturnTarget => TraceVerdict.Return,
        DropTarget => TraceVerdict.Drop,
        MarkTarget or null => TraceVerdict.Continue,
        _ => TraceVerdict.Accept,
    };
}
