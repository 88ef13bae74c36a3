using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>One way through everything that can happen.</summary>
/// <param name="Probability">How probable it is, if the assumptions hold.</param>
/// <param name="Steps">The rules that matched, the last one first.</param>
/// <param name="Assumptions">What was assumed, the last one first.</param>
internal readonly record struct WalkWay(
    double Probability, ImmutableStack<WalkStep> Steps, ImmutableStack<WalkAssumption> Assumptions)
{
    /// <summary>Lists of the recent match that the client's address was put on, in order.</summary>
    internal ImmutableArray<string> RecentLists { get; init; } = [];

    internal WalkWay Along(WalkNode node, WalkEdge edge)
    {
        var steps = node.Step is not null && edge.IsTaken ? Steps.Push(node.Step) : Steps;
        var assumptions = node.Kind == WalkNodeKind.Either
            ? Assumptions.Push(new(node.Step!, edge.IsTaken))
            : Assumptions;
        return new(Probability * edge.Most, steps, assumptions);
    }
}
