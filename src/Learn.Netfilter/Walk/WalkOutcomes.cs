using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Computes, from everything that can happen, the different ends and their probabilities.</summary>
internal sealed class WalkOutcomes
{
    // Where something is open, the work is proportional to nodes times ends.
    private const long MostExact = 60_000_000;

    private readonly List<WalkNode> _nodes = [];
    private readonly Dictionary<WalkNode, int> _numbers = [];
    private readonly List<WalkOutcome> _outcomes = [];
    private readonly Dictionary<WalkNode, int> _ends = [];
    private readonly Dictionary<WalkOutcome, int> _kinds = [];

    private WalkOutcomes(WalkNode root, MatchEvaluation evaluation)
    {
        Sort(root, evaluation);
    }

    /// <summary>The ends, in the order of the rules; each end node is told its outcome.</summary>
    /// <param name="root">What happens first.</param>
    /// <param name="evaluation">Knows the host.</param>
    internal static ImmutableArray<WalkOutcome> Of(WalkNode root, MatchEvaluation evaluation)
    {
        var graph = new WalkOutcomes(root, evaluation);
        var outcomes = graph.Outcomes();
        foreach (var (node, number) in graph._ends)
        {
            node.Outcome = outcomes[number];
        }

        return outcomes;
    }

    private static WalkOutcome KindOf(WalkNode node, MatchEvaluation evaluation) => new()
    {
        Verdict = node.Verdict,
        Probability = 0,
        Packet = node.State.Packet,
        IsDestinationTranslated = node.State.IsDestinationTranslated,
        IsMasqueraded = node.State.IsMasqueraded,
        SourceTranslatedTo = node.State.SourceTranslatedTo,
        IsForThisHost = evaluation.IsLocal(node.State),
        RejectedWith = node.RejectedWith,
        Reason = node.Reason,
    };

    /// <summary>Puts the nodes into an order in which each comes after all that it leads to, without recursion.</summary>
    private void Sort(WalkNode root, MatchEvaluation evaluation)
    {
        var open = new Stack<(WalkNode Node, int Edge)>();
        open.Push((root, 0));
        _numbers[root] = -1;
        while (open.TryPop(out var top))
        {
            if (top.Edge < top.Node.Edges.Count)
            {
                open.Push((top.Node, top.Edge + 1));
                var target = top.Node.Edges[top.Edge].Target;
                if (_numbers.TryAdd(target, -1))
                {
                    open.Push((target, 0));
                }
            }
            else
            {
                if (top.Node.Kind == WalkNodeKind.End)
                {
                    Number(top.Node, KindOf(top.Node, evaluation));
                }

                _numbers[top.Node] = _nodes.Count;
                _nodes.Add(top.Node);
            }
        }
    }

    private void Number(WalkNode node, WalkOutcome kind)
    {
        if (!_kinds.TryGetValue(kind, out int number))
        {
            number = _kinds[kind] = _outcomes.Count;
            _outcomes.Add(kind);
        }

        _ends.Add(node, number);
    }

    private ImmutableArray<WalkOutcome> Outcomes()
    {
        var (least, most) = Probabilities();
        var best = new WalkWays(_nodes, _numbers).MostProbable(_ends);
        var outcomes = ImmutableArray.CreateBuilder<WalkOutcome>(_outcomes.Count);
        for (int end = 0; end < _outcomes.Count; end++)
        {
            var way = best[end];
            bool isCertain = most[end] - least[end] < 1e-12;
            outcomes.Add(_outcomes[end] with
            {
                Probability = most[end],
                LeastProbability = isCertain ? most[end] : least[end],
                Steps = [.. way.Steps.Reverse()],
                Assumptions = isCertain ? [] : [.. way.Assumptions.Reverse()],
                RecentLists = way.RecentLists,
            });
        }

        return outcomes.DrainToImmutable();
    }

    private (double[] Least, double[] Most) Probabilities()
    {
        // What all ways of a node come to alike is as if the node were not there.
        var reduced = new int[_nodes.Count];
        bool isOpen = false;
        int kept = 0;
        for (int number = 0; number < _nodes.Count; number++)
        {
            var edges = _nodes[number].Edges;
            int target = edges.Count == 0 ? number : reduced[_numbers[edges[0].Target]];
            bool same = edges.Count < 2 || edges.All(edge => reduced[_numbers[edge.Target]] == target);
            reduced[number] = same ? target : number;
            kept += same ? 0 : 1;
            isOpen |= !same && edges.Any(edge => edge.Least < edge.Most);
        }

        if (isOpen && (long)(kept + 1) * _outcomes.Count <= MostExact)
        {
            return Bounds(reduced);
        }

        var most = Forward(reduced, edge => edge.Most);
        return isOpen ? (Forward(reduced, edge => edge.Least), most) : (most, most);
    }

    /// <summary>The sums over all ways: exact if nothing is open.</summary>
    private double[] Forward(int[] reduced, Func<WalkEdge, double> share)
    {
        var sums = new double[_outcomes.Count];
        var mass = new double[_nodes.Count];
        mass[reduced[^1]] = 1;
        for (int number = _nodes.Count - 1; number >= 0; number--)
        {
            if (mass[number] == 0)
            {
                continue;
            }

            if (_ends.TryGetValue(_nodes[number], out int end))
            {
                sums[end] = Math.Min(1, sums[end] + mass[number]);
                continue;
            }

            foreach (var edge in _nodes[number].Edges)
            {
                mass[reduced[_numbers[edge.Target]]] += mass[number] * share(edge);
            }
        }

        return sums;
    }

    /// <summary>The least and the greatest probability of each end over all answers to what is open.</summary>
    private (double[] Least, double[] Most) Bounds(int[] reduced)
    {
        int[] kept = [.. Enumerable.Range(0, _nodes.Count).Where(number => reduced[number] == number)];
        var low = new double[_nodes.Count];
        var high = new double[_nodes.Count];
        var least = new double[_outcomes.Count];
        var most = new double[_outcomes.Count];
        var targets = kept.Select(number => _nodes[number].Edges.Select(edge => reduced[_numbers[edge.Target]]).ToArray()).ToArray();
        for (int end = 0; end < _outcomes.Count; end++)
        {
            for (int place = 0; place < kept.Length; place++)
            {
                int number = kept[place];
                if (targets[place] is not [var first, var second])
                {
                    low[number] = high[number] = _ends[_nodes[number]] == end ? 1 : 0;
                    continue;
                }

                // The two shares add up to 1, so the extremes are at the ends of the range of the first.
                var edge = _nodes[number].Edges[0];
                low[number] = Math.Min(Mix(edge.Least, low[first], low[second]), Mix(edge.Most, low[first], low[second]));
                high[number] = Math.Max(Mix(edge.Least, high[first], high[second]), Mix(edge.Most, high[first], high[second]));
            }

            least[end] = low[reduced[^1]];
            most[end] = high[reduced[^1]];
        }

        return (least, most);
    }

    private static double Mix(double share, double first, double second) => (share * first) + ((1 - share) * second);
}
