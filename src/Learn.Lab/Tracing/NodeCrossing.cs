using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>A node that a traced packet came by.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Path">The way that the packet really took there.</param>
/// <param name="Rules">The rules of the node at that time.</param>
/// <param name="Comparison">The way held against the walk of the packet as it entered the node.</param>
public sealed record NodeCrossing(string Node, PacketPath Path, Ruleset Rules, TraceComparison Comparison)
{
    private RulesetExplanation? explanation;

    /// <summary>The connection as the node tracks it: before and after translation; null if it does not, as for a packet that was dropped.</summary>
    public ConntrackEntry? Connection { get; init; }

    /// <summary>What the walk was told besides the packet; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>When the packet entered the node, since it entered the first.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it was on the node, from the first that was heard of it to the last.</summary>
    public TimeSpan Duration => Path.EndedAt - Path.EnteredAt;

    /// <summary>The destination that the packet got here, if it got another one.</summary>
    public IPEndPoint? NewDestination => Path is { Final: { } final, Entered: { } entered } && (!final.Destination.Equals(entered.Destination) || final.DestinationPort != entered.DestinationPort)
        ? new IPEndPoint(final.Destination, final.DestinationPort)
        : null;

    /// <summary>The source that the packet got here, if it got another one.</summary>
    public IPEndPoint? NewSource => Path is { Final: { } final, Entered: { } entered } && (!final.Source.Equals(entered.Source) || final.SourcePort != entered.SourcePort)
        ? new IPEndPoint(final.Source, final.SourcePort)
        : null;

    /// <summary>What differs between walk and trace, a sentence each, with the node's name.</summary>
    public ImmutableArray<string> Disagreements => [.. Comparison.Disagreements.Select(text => $"On {Node}: {text}")];

    /// <summary>What a rule that the packet matched does, in a sentence; null for a step that is no rule.</summary>
    /// <param name="step">One of the steps of <see cref="Path"/>.</param>
    public string? SentenceOf(TraceStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        explanation ??= RulesetExplanation.Of(Rules);
        return step is { Rule: not null, Number: { } number } ? explanation.Explain(step.Table, step.Chain, number).Sentence : null;
    }

    /// <summary>The node, the way and whether it was predicted.</summary>
    public override string ToString() => $"{Node}: {Path}, {(Comparison.Agrees ? "as predicted" : "NOT as predicted")}";
}
