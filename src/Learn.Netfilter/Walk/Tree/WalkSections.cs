using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Makes the sections of a tree: choices among many side by side, long lists shortened, nothing told twice.</summary>
/// <param name="root">What happens first.</param>
/// <param name="mostChoices">How many ways of one choice are told, at least 2.</param>
internal sealed class WalkSections(WalkNode root, int mostChoices)
{
    private const int MostDeep = 24;
    private const int NodesPerChoice = 500;

    private readonly HashSet<WalkNode> _shared = SharedNodes(root);
    private readonly HashSet<WalkNode> _told = [];
    private int _room = mostChoices * NodesPerChoice;

    internal WalkSection Build() => Build(root, 1, 1, 0);

    private static HashSet<WalkNode> SharedNodes(WalkNode root)
    {
        var seen = new HashSet<WalkNode> { root };
        var shared = new HashSet<WalkNode>();
        var open = new Stack<WalkNode>(seen);
        while (open.TryPop(out var node))
        {
            foreach (var target in node.Edges.Select(edge => edge.Target).Distinct())
            {
                if (seen.Add(target))
                {
                    open.Push(target);
                }
                else
                {
                    shared.Add(target);
                }
            }
        }

        return shared;
    }

    private static bool IsChoice(WalkNode node) => node.Edges is [var first, var second] && first.Target != second.Target;

    private WalkSection Build(WalkNode node, double least, double most, int depth)
    {
        var nodes = ImmutableArray.CreateBuilder<WalkNode>();
        while (true)
        {
            if (node.Kind == WalkNodeKind.End)
            {
                return new WalkSection { Nodes = nodes.DrainToImmutable(), End = node };
            }

            if (depth > MostDeep || _room-- <= 0)
            {
                return new WalkSection { Nodes = nodes.DrainToImmutable(), IsCut = true };
            }

            if (_shared.Contains(node) && !_told.Add(node))
            {
                return new WalkSection { Nodes = nodes.DrainToImmutable(), ContinuesAt = node };
            }

            if (IsChoice(node))
            {
                return Choose(nodes.DrainToImmutable(), node, least, most, depth);
            }

            nodes.Add(node);
            node = node.Edges[0].Target;
        }
    }

    private WalkSection Choose(ImmutableArray<WalkNode> before, WalkNode node, double least, double most, int depth)
    {
        var ways = Ways(node);
        int first = ways.Count <= mostChoices + 1 ? ways.Count : mostChoices - 1;
        var choices = ImmutableArray.CreateBuilder<WalkChoice>();
        for (int place = 0; place < ways.Count; place++)
        {
            if (place < first || place == ways.Count - 1)
            {
                var way = ways[place];
                var section = Build(way.Target, least * way.Least, most * way.Most, depth + 1);
                section = section with { IsLikeFirst = choices.Count > 0 && Continuation(section) is { } own && own == Continuation(choices[0].Section) };
                choices.Add(new(way.Kind, way.Step, way.Least, way.Most, least * way.Least, most * way.Most, section));
            }
        }

        var hidden = ways.Count > choices.Count ? ways[first..^1] : [];
        return new WalkSection
        {
            Nodes = before,
            Choices = choices.DrainToImmutable(),
            Hidden = hidden.Count,
            HiddenShares = hidden.Count == 0 ? default : (hidden.Min(way => way.Least), hidden.Max(way => way.Most)),
        };
    }

    /// <summary>The ways of a choice; a rule that does not match leads on to the next one of the same choice.</summary>
    private List<(WalkEdgeKind Kind, WalkStep Step, WalkNode Target, double Least, double Most)> Ways(WalkNode node)
    {
        var ways = new List<(WalkEdgeKind, WalkStep, WalkNode, double, double)>();
        double least = 1, most = 1;
        while (true)
        {
            var edge = node.Edges[0];
            ways.Add((edge.Kind, node.Step!, edge.Target, least * edge.Least, most * edge.Most));
            edge = node.Edges[1];
            least *= edge.Least;
            most *= edge.Most;
            var next = edge.Target;
            if (edge.Kind != WalkEdgeKind.NotMatched || !IsChoice(next) || next.Chain != node.Chain || _shared.Contains(next))
            {
                ways.Add((edge.Kind, node.Step!, next, least, most));
                return ways;
            }

            node = next;
        }
    }

    /// <summary>The rules from the second chain that the kernel calls on; null if there are none.</summary>
    private static string? Continuation(WalkSection section)
    {
        int entry = section.Nodes.IndexOf(section.Nodes.FirstOrDefault(node => node.Kind == WalkNodeKind.Entry)!);
        if (entry < 0 || section.End is not { Outcome: { } outcome })
        {
            return null;
        }

        var rules = section.Nodes.Skip(entry).Where(node => node.Step is not null);
        return string.Join('\n', rules.Select(node => $"{node.Hook} {node.Table} {node.Chain} {node.Step!.Number}"))
            + $"\n{outcome.Verdict} {outcome.IsMasqueraded} {outcome.SourceTranslatedTo} {section.End.Chain}";
    }
}
