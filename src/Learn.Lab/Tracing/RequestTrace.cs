using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Sandbox;
using TraceFilter = Learn.Sandbox.TraceFilter;

namespace Learn;

/// <summary>Arms all nodes, lets something be sent, and finds the ways that its first packet and the first one back took.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="source">Where it is sent from.</param>
/// <param name="protocol">Number of the protocol: TCP or UDP.</param>
/// <param name="family">IPv4 or IPv6.</param>
/// <param name="port">The source port from which it is sent.</param>
/// <param name="spoofed">The source address of the packet, if it need not be one of the source's own; otherwise null.</param>
internal sealed class RequestTrace(IReadOnlyList<LabNode> nodes, TrafficSource source, int protocol, AddressFamily family, ushort port, IPAddress? spoofed = null)
{
    // A packet that the rules of several nodes send on and on is a mistake in the rules.
    private const int MostNodes = 8;

    // How long nothing more may be heard of a packet before it is given up: it crosses a node in less than a millisecond.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);

    private readonly long zero = Stopwatch.GetTimestamp();

    /// <summary>Whether the rules of a node were changed meanwhile, so that the trace cannot be read.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Traces.</summary>
    /// <param name="sendAsync">Sends it, and returns when the answer came or is given up.</param>
    /// <param name="waitsForEnd">True if that returns at once: then the end of the packet's way is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(ImmutableArray<NodeCrossing> Request, ImmutableArray<NodeCrossing> Reply)> RunAsync(Func<Task> sendAsync, bool waitsForEnd, CancellationToken cancellationToken)
    {
        var filter = new TraceFilter { Family = family, Protocol = protocol, HandshakeOnly = true };
        var arming = nodes.Select(node => NodeTrace.StartAsync(node, [filter], cancellationToken)).ToList();
        try
        {
            var traces = await Task.WhenAll(arming);
            await sendAsync();
            var (seen, request) = await TakeAsync(traces, cancellationToken);
            while (waitsForEnd && !HasEnded(request) && await HearAsync(traces, cancellationToken))
            {
                (seen, request) = await TakeAsync(traces, cancellationToken);
            }

            var reply = request is [.., var last] && last.Path.Final is { } final ? Follow(seen, FindAnswer(seen, last, final)) : [];
            var crossed = request.Concat(reply).Select(one => one.Trace).Distinct().ToList();
            var ended = Task.WhenAll(traces.Select(trace => trace.DisposeAsync().AsTask()));
            var connections = request.Select(one => ConnectionAsync(one.Trace.Node.Host, one.Path.Entered, cancellationToken)).ToList();
            await Task.WhenAll(crossed.Select(trace => trace.ReadRulesAsync(cancellationToken)).Append(ended).Concat(connections));
            HasChanged = crossed.Any(trace => trace.HasChanged);
            var start = request.FirstOrDefault().Path?.EnteredAt ?? TimeSpan.Zero;
            return (
                [.. request.Zip(connections, (one, connection) => Cross(one.Trace, one.Path, start, isReply: false) with { Connection = connection.Result })],
                [.. reply.Select(one => Cross(one.Trace, one.Path, start, isReply: true))]);
        }
        finally
        {
            await Task.WhenAll(arming.Select(EndAsync));
        }
    }

    private async Task<(List<(NodeTrace Trace, PacketPath Path)> Seen, List<(NodeTrace Trace, PacketPath Path)> Request)> TakeAsync(
        IReadOnlyList<NodeTrace> traces, CancellationToken cancellationToken)
    {
        await Task.WhenAll(traces.Select(trace => trace.TakeAsync(cancellationToken)));
        var seen = traces.SelectMany(trace => trace.Paths(zero).Select(path => (Trace: trace, Path: path))).ToList();
        return (seen, Follow(seen, FindFirst(seen)));
    }

    // What left for another node has not ended there.
    private bool HasEnded(IReadOnlyList<(NodeTrace Trace, PacketPath Path)> request) => request is [.., var last]
        && last.Path.End != TraceEnd.Lost
        && (last.Path is not { End: TraceEnd.Left, Final.Destination: var destination }
            || !nodes.Any(node => node != last.Trace.Node && (node.LocalAddresses.Contains(destination) || node.PodCidrs.Any(cidr => cidr.Contains(destination)))));

    // False if nothing is heard.
    private static async Task<bool> HearAsync(IReadOnlyList<NodeTrace> traces, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(Silence);
        var heard = await Task.WhenAny(traces.Select(trace => trace.WaitAsync(enough.Token)));
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return heard.IsCompletedSuccessfully;
    }

    private static async Task EndAsync(Task<NodeTrace> arming)
    {
        // Whoever failed to start has cleaned up, and is told by the others' caller.
        await arming.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (arming.IsCompletedSuccessfully)
        {
            await arming.Result.DisposeAsync();
        }
    }

    // Times tell when an event was read, which on a busy machine is not the order in which nodes were crossed: what goes on from another node is not first.
    private (NodeTrace Trace, PacketPath Path) FindFirst(IReadOnlyList<(NodeTrace Trace, PacketPath Path)> seen) => seen
        .Where(one => one.Path.Entered is var entered
            && entered.SourcePort == port
            && entered.Protocol == protocol
            && (protocol != (int)ProtocolType.Tcp || entered.IsOpening)
            && one.Path.FromLocalProcess == source.IsNode
            && (source.IsNode ? one.Trace.Node == source.Node : (spoofed is null ? source.Addresses.Contains(entered.Source) : spoofed.Equals(entered.Source))))
        .OrderBy(one => seen.Any(other => other.Trace != one.Trace && one.Path.Continues(other.Path)))
        .ThenBy(one => one.Path.EnteredAt).FirstOrDefault();

    private static (NodeTrace Trace, PacketPath Path) FindAnswer(
        IEnumerable<(NodeTrace Trace, PacketPath Path)> seen, (NodeTrace Trace, PacketPath Path) last, TracedPacket final) => seen
        .Where(one => one.Path.Entered is var entered
            && one.Trace == last.Trace
            && one.Path.FromLocalProcess == (last.Path.End == TraceEnd.Delivered)
            && entered.Source.Equals(final.Destination) && entered.SourcePort == final.DestinationPort
            && entered.Destination.Equals(final.Source) && entered.DestinationPort == final.SourcePort)
        .OrderBy(one => one.Path.EnteredAt).FirstOrDefault();

    private static List<(NodeTrace Trace, PacketPath Path)> Follow(List<(NodeTrace Trace, PacketPath Path)> seen, (NodeTrace Trace, PacketPath Path) first)
    {
        var followed = new List<(NodeTrace Trace, PacketPath Path)>();
        for (var next = first; next.Path is not null && followed.Count < MostNodes;)
        {
            followed.Add(next);
            var before = next;
            next = seen.Where(one => one.Trace != before.Trace && one.Path.Continues(before.Path)).OrderBy(one => one.Path.EnteredAt).FirstOrDefault();
        }

        return followed;
    }

    private async Task<ConntrackEntry?> ConnectionAsync(Host host, TracedPacket entered, CancellationToken cancellationToken)
    {
        var filter = new ConntrackFilter { Family = family, Protocol = protocol == (int)ProtocolType.Udp ? "udp" : "tcp", SourcePort = entered.SourcePort };
        var entries = await host.GetConnectionsAsync(filter, cancellationToken);
        return entries.FirstOrDefault(entry => entry.Original.From.Equals(new IPEndPoint(entered.Source, entered.SourcePort))
            && entry.Original.To.Equals(new IPEndPoint(entered.Destination, entered.DestinationPort)));
    }

    private NodeCrossing Cross(NodeTrace trace, PacketPath found, TimeSpan start, bool isReply)
    {
        // Once more, now that the rules are known by their numbers.
        var path = trace.Paths(zero).First(one => one.EnteredAt == found.EnteredAt && PacketPath.SameTuple(one.Entered, found.Entered));
        var (comparison, remark) = Compare(trace, path, isReply);
        return new NodeCrossing(trace.Node.Name, path, trace.Rules!.Ruleset, comparison) { Start = path.EnteredAt - start, Remark = remark };
    }

    private static (TraceComparison Comparison, string? Remark) Compare(NodeTrace trace, PacketPath path, bool isReply)
    {
        ImmutableHashSet<IPAddress> local = [.. trace.Node.LocalAddresses, IPAddress.Loopback, IPAddress.IPv6Loopback];
        var packet = new Packet
        {
            Source = path.Entered.Source,
            Destination = path.Entered.Destination,
            Protocol = new IpProtocol((byte)path.Entered.Protocol),
            SourcePort = path.Entered.SourcePort,
            DestinationPort = path.Entered.DestinationPort,
            InInterface = path.Entered.InInterface,
            FromLocalProcess = path.FromLocalProcess,
            State = isReply ? ConntrackStates.Established : ConntrackStates.New,
        };
        var options = new WalkOptions { LocalAddresses = local, Translation = isReply ? TranslationOf(path) : null };
        var rules = trace.Rules!.Ruleset;
        var comparison = TraceComparison.Of(PacketWalk.Walk(rules, packet, options), path, local);
        var remembered = path.Rules.SelectMany(step => step.Rule?.Matches ?? []).OfType<RecentMatch>()
            .Where(match => match is { Operation: RecentOperation.Check or RecentOperation.Update, Inverted: false }).Select(match => match.Name).ToHashSet();
        if (comparison.Agrees || remembered.Count == 0)
        {
            return (comparison, null);
        }

        // Whom a list of the recent match holds, the rules do not say.
        var again = TraceComparison.Of(PacketWalk.Walk(rules, packet, options with { LastSeen = (list, _) => remembered.Contains(list) ? TimeSpan.Zero : null }), path, local);
        return again.Agrees
            ? (again, string.Create(CultureInfo.InvariantCulture, $"The node remembered {packet.Source} from before (session affinity); the walk was told so."))
            : (comparison, null);
    }

    private static ConnectionTranslation? TranslationOf(PacketPath path)
    {
        if (path.Final is not { } final)
        {
            return null;
        }

        var (entered, destination, source) = (path.Entered, new IPEndPoint(final.Destination, final.DestinationPort), new IPEndPoint(final.Source, final.SourcePort));
        return new ConnectionTranslation(
            destination.Equals(new IPEndPoint(entered.Destination, entered.DestinationPort)) ? null : destination,
            source.Equals(new IPEndPoint(entered.Source, entered.SourcePort)) ? null : source);
    }
}
