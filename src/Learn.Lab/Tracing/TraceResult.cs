using System.Collections.Immutable;

namespace Learn;

/// <summary>
/// One real request with the kernel's own trace of its first packet, and of the first one that came back, through every table and chain on every node
/// that they crossed; beside it what the walk predicted.
/// </summary>
/// <param name="Target">What was asked for, as it was written.</param>
/// <param name="From">Where it was sent from.</param>
/// <param name="Request">The nodes that the first packet came by, in order.</param>
/// <param name="Reply">The nodes that the first packet back came by, in order; empty if none came.</param>
public sealed record TraceResult(string Target, string From, ImmutableArray<NodeCrossing> Request, ImmutableArray<NodeCrossing> Reply)
{
    /// <summary>What became of the request in a few words: <c>answered by web-1</c>, <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>True if an answer came.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>How long the whole call took, from arming the trace to the comparison.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What differs between walk and trace, a sentence each; empty if they agree.</summary>
    public ImmutableArray<string> Disagreements => [.. Request.Concat(Reply).SelectMany(crossing => crossing.Disagreements), .. Request.IsEmpty ? ["The packet met no node: no rules had a say."] : (ImmutableArray<string>)[]];

    /// <summary>True if the packets took ways that the walk predicted.</summary>
    public bool Agrees => Disagreements.IsEmpty;

    /// <summary>How probable the way of the first packet was over all nodes, 0–1.</summary>
    public double Probability => Request.Aggregate(1.0, (product, crossing) => product * crossing.Comparison.Probability);

    /// <summary>The trace as text, for a terminal: at most 100 columns.</summary>
    public override string ToString() => TraceText.Of(this);
}
