using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Finds the most probable way to each end.</summary>
/// <param name="nodes">All nodes, each after those that it leads to.</param>
/// <param name="numbers">The place of each node.</param>
internal sealed class WalkWays(List<WalkNode> nodes, Dictionary<WalkNode, int> numbers)
{
    /// <summary>The most probable way to each end.</summary>
    /// <param name="ends">The number of the end at each node where a way ends.</param>
    internal WalkWay[] MostProbable(Dictionary<WalkNode, int> ends)
    {
        var ways = new WalkWay[nodes.Count];
        ways[^1] = new(1, [], []);
        var best = new WalkWay[ends.Count];
        for (int number = nodes.Count - 1; number >= 0; number--)
        {
            var node = nodes[number];
            foreach (var edge in node.Edges)
            {
                var way = ways[number].Along(node, edge);
                ref var known = ref ways[numbers[edge.Target]];
                if (known.Steps is null || way.Probability > known.Probability)
                {
                    known = way;
                }
            }

            if (ends.TryGetValue(node, out int end) && (best[end].Steps is null || ways[number].Probability > best[end].Probability))
            {
                best[end] = ways[number] with { RecentLists = ListsOf(node.State.RecentChanges) };
            }
        }

        return best;
    }

    private static ImmutableArray<string> ListsOf(RecentChange? last)
    {
        var lists = ImmutableStack<string>.Empty;
        for (var change = last; change is not null; change = change.Before)
        {
            lists = change.IsPresent ? lists.Push(change.List) : lists;
        }

        return [.. lists];
    }
}
