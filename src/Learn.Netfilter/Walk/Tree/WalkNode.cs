namespace Learn.Netfilter;

/// <summary>
/// Something that happens to a packet on its way, and the ways that lead on from there. Where different ways come to the same place in
/// the same condition they share what follows, so a node may be reached by several edges.
/// </summary>
public sealed class WalkNode
{
    internal WalkNode(WalkNodeKind kind, Hook hook, string table, string chain) =>
        (Kind, Hook, Table, Chain) = (kind, hook, table, chain);

    /// <summary>What happens.</summary>
    public WalkNodeKind Kind { get; }

    /// <summary>Where the packet is in the kernel.</summary>
    public Hook Hook { get; }

    /// <summary>The table; at an end, that of the rule or policy that decided, and empty if none had to.</summary>
    public string Table { get; }

    /// <summary>The chain; at an end, that of the rule or policy that decided, and empty if none had to.</summary>
    public string Chain { get; }

    /// <summary>The rule; at an end, the one that decided; null where there is none.</summary>
    public WalkStep? Step { get; internal init; }

    /// <summary>The ways that lead on, the one of a packet that matches first; empty at an end.</summary>
    public IReadOnlyList<WalkEdge> Edges { get; internal set; } = [];

    /// <summary>How the way ends, for <see cref="WalkNodeKind.End"/>; its steps are those of one way that leads here.</summary>
    public WalkOutcome? Outcome { get; internal set; }

    /// <summary>In which condition the packet is, at an end.</summary>
    internal WalkState State { get; init; }

    internal WalkVerdict Verdict { get; init; }

    internal string? RejectedWith { get; init; }

    /// <summary>Why nothing more can be said, for <see cref="WalkVerdict.Unknown"/>.</summary>
    internal string? Reason { get; init; }

    /// <inheritdoc />
    public override string ToString() => Outcome?.ToString() ?? Step?.ToString() ?? $"{Table} {Chain}";
}
