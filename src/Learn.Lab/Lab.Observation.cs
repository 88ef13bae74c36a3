using System.Collections.Immutable;
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
        => Task.WhenAll(NodesCalled(node).Select(one => one.Host.FlushConnectionsAsync(cancellationToken)));

    private ImmutableArray<LabNode> NodesCalled(string? name) => name is null ? control.Nodes.All : [control.Nodes.Get(name)];
}
