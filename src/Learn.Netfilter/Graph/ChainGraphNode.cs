namespace Learn.Netfilter;

/// <summary>A node of a <see cref="ChainGraph"/>.</summary>
public sealed record ChainGraphNode
{
    /// <summary>Its name in the graph: the table and the chain, <c>nat KUBE-SERVICES</c>, or the table and the target.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required ChainGraphNodeKind Kind { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The chain; null for a target and for folded nodes.</summary>
    public string? Chain { get; init; }

    /// <summary>What it is called: a chain's name, the name that the vocabulary has for it, an endpoint's address, a target.</summary>
    public required string Label { get; init; }

    /// <summary>A second line: the chain's name if the label is another, a policy, how much was folded; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>What it is, in sentences.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>True if the graph is about it: its chain or group was asked for.</summary>
    public bool IsFocus { get; init; }

    /// <summary>True for a chain that has rules but that nothing leads to.</summary>
    public bool IsUnreached { get; init; }

    /// <summary>For <see cref="ChainGraphNodeKind.Folded"/>: how many were folded; otherwise 0.</summary>
    public int FoldedCount { get; init; }
}
