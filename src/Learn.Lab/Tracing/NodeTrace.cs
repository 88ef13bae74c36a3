using System.Diagnostics;
using System.Net.Sockets;
using Learn.Netfilter;
using Learn.Sandbox;
using TraceFilter = Learn.Sandbox.TraceFilter;

namespace Learn;

/// <summary>A node whose packets are traced.</summary>
internal sealed class NodeTrace : IAsyncDisposable
{
    private readonly PacketTrace trace;
    private readonly AddressFamily family;
    private readonly IReadOnlyList<RuleHandle> handles;
    private IReadOnlyList<TraceEvent> events = [];

    private NodeTrace(LabNode node, PacketTrace trace, AddressFamily family, IReadOnlyList<RuleHandle> handles)
    {
        Node = node;
        this.trace = trace;
        this.family = family;
        this.handles = handles;
    }

    /// <summary>The node.</summary>
    public LabNode Node { get; }

    /// <summary>The rules as they were when the packets came by; after <see cref="ReadRulesAsync"/>.</summary>
    public RuleIndex? Rules { get; private set; }

    /// <summary>Whether the rules were changed while the packets were under way.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Arms a node.</summary>
    public static async Task<NodeTrace> StartAsync(LabNode node, IReadOnlyList<TraceFilter> filters, CancellationToken cancellationToken)
    {
        var family = filters[0].Family;
        var trace = await node.Host.StartTraceAsync(filters, cancellationToken);
        try
        {
            return new NodeTrace(node, trace, family, await node.Host.GetRuleHandlesAsync(family, cancellationToken));
        }
        catch
        {
            await trace.DisposeAsync();
            throw;
        }
    }

    /// <summary>The packets that entered the node, each once.</summary>
    public async Task<IReadOnlyList<TracedPacket>> TakeAsync(CancellationToken cancellationToken)
    {
        events = [.. events, .. await trace.TakeAsync(cancellationToken)];
        return [.. events.Where(happened => happened.Kind == TraceEventKind.Entered).Select(happened => happened.Header!)];
    }

    /// <summary>Waits until there is something to take.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => trace.WaitAsync(cancellationToken);

    /// <summary>Reads the rules, of which the events tell only the numbers.</summary>
    public async Task ReadRulesAsync(CancellationToken cancellationToken)
    {
        (Rules, var now) = await RuleIndex.ReadAsync(Node.Host, family == AddressFamily.InterNetwork ? IpFamily.IPv4 : IpFamily.IPv6, cancellationToken);
        HasChanged = !now.SequenceEqual(handles);
    }

    /// <summary>The ways of the packets; times count from a moment.</summary>
    /// <param name="zero">The moment, as <see cref="Stopwatch.GetTimestamp"/> counts.</param>
    public IReadOnlyList<PacketPath> Paths(long zero)
    {
        var late = Stopwatch.GetElapsedTime(zero, trace.Started);
        var assembly = new PathAssembly(Rules);
        assembly.Add(events.Select(happened => happened with { Time = happened.Time + late }));
        return assembly.Take();
    }

    /// <summary>Ends the trace.</summary>
    public ValueTask DisposeAsync() => trace.DisposeAsync();
}
