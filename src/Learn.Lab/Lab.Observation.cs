using System.Collections.Immutable;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <content>Looking at what the kernel remembers and counts.</content>
public sealed partial class Lab
{
    /// <summary>
    /// The tracked connections of a node or of all nodes, read with the real <c>conntrack -L</c>: which connection was translated to where. They
    /// live on for a while after their end (a TCP connection that was closed for two minutes).
    /// </summary>
    /// <param name="node">The node's name; null for all nodes.</param>
    /// <param name="filter">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    public async Task<IReadOnlyList<NodeConnection>> GetConnectionsAsync(string? node = null, ConntrackFilter? filter = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        var asked = NodesCalled(node);
        var entries = await Task.WhenAll(asked.Select(one => one.Host.GetConnectionsAsync(filter, cancellationToken)));
        return [.. asked.Zip(entries).SelectMany(pair => pair.Second.Select(entry => new NodeConnection(pair.First.Name, entry)))];
    }

    /// <summary>Forgets the tracked connections of a node or of all nodes: the next packet of each meets the nat table like a first one.</summary>
    /// <param name="node">The node's name; null for all nodes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    public Task FlushConnectionsAsync(string? node = null, CancellationToken cancellationToken = default)
        => Task.WhenAll(NodesCalled(node).Select(one => one.Host.FlushConnectionsAsync(AmbientCancellation.Or(cancellationToken))));

    /// <summary>
    /// How much traffic each rule of a node has seen so far. Taken before and after some traffic, the difference shows the rules that it came by:
    /// <c>after.Since(before)</c>.
    /// </summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<RuleCounters> ReadCountersAsync(string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        var rules = await GetCountedRulesAsync(node, family, cancellationToken);
        return RuleCounters.Of(control.Nodes.Get(node).Name, rules);
    }

    /// <summary>The rules of a node as a model, each with what it has seen: read from the kernel with <c>iptables-save --counters</c>.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<Ruleset> GetCountedRulesAsync(string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        var wanted = family ?? PrimaryFamily;
        var save = await control.Nodes.Get(node).Host.Iptables(wanted).SaveAsync(counters: true, cancellationToken: AmbientCancellation.Or(cancellationToken));
        return RulesetParser.Parse(save.Span, wanted);
    }

    /// <summary>Tells which rules of a node some traffic comes by: reads the counters, lets it happen, and reads them again.</summary>
    /// <param name="traffic">What is done in between.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<RuleCounterChanges> CountRulesAsync(Func<Task> traffic, string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        var before = await ReadCountersAsync(node, family, cancellationToken);
        await traffic();
        return (await ReadCountersAsync(node, family, cancellationToken)).Since(before);
    }

    /// <summary>
    /// Captures packets with the real tcpdump, from now on until <see cref="Capture.StopAsync"/>, into a file that Wireshark opens.
    /// </summary>
    /// <param name="target">Where: a pod, a node, the client, as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="file">The file, which is written anew; conventionally with the ending <c>.pcap</c>.</param>
    /// <param name="filter">Which packets, as tcpdump takes it: <c>tcp port 80</c>; null for all.</param>
    /// <param name="networkInterface">The only interface; null for all.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="LabException">There is no such place, or tcpdump does not understand the filter; the message has its words.</exception>
    /// <exception cref="CommandNotFoundException">tcpdump is not installed.</exception>
    public Task<Capture> CaptureAsync(string? target, string file, string? filter = null, string? networkInterface = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Capture.StartAsync(sources.Find(target).Host, file, networkInterface ?? "any", filter is null ? [] : [filter], AmbientCancellation.Or(cancellationToken));
    }

    /// <summary>Shows the packets of a captured file as tcpdump prints them, one a line.</summary>
    /// <param name="file">A file in the format pcap.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It is no such file.</exception>
    /// <exception cref="CommandNotFoundException">tcpdump is not installed.</exception>
    public Task<IReadOnlyList<string>> ReadCaptureAsync(string file, CancellationToken cancellationToken = default)
        => PacketText.ReadAsync(sources.Find(null).Host, file, AmbientCancellation.Or(cancellationToken));

    private ImmutableArray<LabNode> NodesCalled(string? name) => name is null ? control.Nodes.All : [control.Nodes.Get(name)];
}
