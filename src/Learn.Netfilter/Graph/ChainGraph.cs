using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// The chains of a ruleset as a graph: nodes are chains and final targets, edges are the rules that lead from one to the other. Large rulesets
/// are folded, so that what is left can be read.
/// </summary>
/// <param name="Family">The address family.</param>
/// <param name="Nodes">The nodes, by table, in the order in which packets meet them.</param>
/// <param name="Edges">The edges, in the order of the rules.</param>
public sealed record ChainGraph(IpFamily Family, ImmutableArray<ChainGraphNode> Nodes, ImmutableArray<ChainGraphEdge> Edges)
{
    /// <summary>True if the rules were read with counters.</summary>
    public bool IsCounted => Edges.Any(edge => edge.Packets is not null);

    /// <summary>Makes the graph of a ruleset.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="options">What is shown; null for everything, with the usual folding.</param>
    public static ChainGraph Of(Ruleset ruleset, ChainGraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        options ??= new ChainGraphOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumGroups, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumBranches, 2, nameof(options));
        return new ChainGraphBuilder(ruleset, options).Build();
    }

    /// <summary>The node of this name, or null.</summary>
    public ChainGraphNode? Find(string id) => Nodes.FirstOrDefault(node => node.Id == id);

    /// <summary>The edges that leave a node.</summary>
    public IEnumerable<ChainGraphEdge> From(string id) => Edges.Where(edge => edge.From == id);
}
