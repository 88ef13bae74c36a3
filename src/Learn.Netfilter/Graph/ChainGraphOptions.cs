using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>What a chain graph shows.</summary>
public sealed record ChainGraphOptions
{
    /// <summary>Names of chains and groups; null for none.</summary>
    public IGraphVocabulary? Vocabulary { get; init; }

    /// <summary>Only these groups, with what leads to them and what they lead to; empty for all.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Only this chain of any table, with what leads to it and what it leads to; null for all.</summary>
    public string? Chain { get; init; }

    /// <summary>Only these tables; empty for all.</summary>
    public ImmutableArray<string> Tables { get; init; } = [];

    /// <summary>So many groups are shown, those with the most packets first; the others are folded into one node. At least 1, default 10.</summary>
    public int MaximumGroups { get; init; } = 10;

    /// <summary>A chain leads to so many nodes at most; what is beyond is folded into one node. At least 2, default 12.</summary>
    public int MaximumBranches { get; init; } = 12;

    /// <summary>
    /// Whether jumps to chains that only mark packets are drawn as edges; otherwise the node says it. Null, the default: only if they are few.
    /// </summary>
    public bool? DrawsMarks { get; init; }

    /// <summary>
    /// How many packets a rule has seen, in place of <see cref="Rule.Counters"/>; it may answer null for "nobody counted". It is asked with the table,
    /// the chain and the number of the rule, counted from 1. Null: the counters of the rules.
    /// </summary>
    public Func<string, string, int, ulong?>? Packets { get; init; }
}
