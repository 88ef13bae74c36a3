using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Everything that can happen to a packet on its way through the rules, with the probabilities.</summary>
public sealed class WalkTree
{
    internal WalkTree(Packet packet, WalkNode root, ImmutableArray<WalkOutcome> outcomes) =>
        (Packet, Root, Outcomes) = (packet, root, outcomes);

    /// <summary>The packet as it was sent.</summary>
    public Packet Packet { get; }

    /// <summary>What happens first.</summary>
    public WalkNode Root { get; }

    /// <summary>The different ends, as in <see cref="WalkResult.Outcomes"/>.</summary>
    public ImmutableArray<WalkOutcome> Outcomes { get; }

    /// <summary>The tree in sections, for reading: choices side by side, long lists shortened, nothing told twice.</summary>
    /// <param name="mostChoices">How many ways of one choice are told, at least 2; the last one always is.</param>
    public WalkSection Sections(int mostChoices = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostChoices, 2);
        return new WalkSections(Root, mostChoices).Build();
    }

    /// <summary>The tree as text.</summary>
    /// <param name="options">Its width, and names beside chains.</param>
    public string ToText(WalkTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WalkText(options).Write(this);
    }

    /// <summary>The tree as text of at most 100 columns.</summary>
    public override string ToString() => ToText(new WalkTextOptions());

    /// <summary>
    /// Tells whether a way is among those that are possible: for the comparison with what a kernel has really done.
    /// </summary>
    /// <param name="rules">The rules that matched, in order, over all hooks; the number counts from 1.</param>
    public bool Contains(IEnumerable<(string Table, string Chain, int Number)> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var places = WithoutMatching([Root]);
        foreach (var (table, chain, number) in rules)
        {
            places = WithoutMatching(places
                .Where(node => node.Step is { } step && step.Number == number && step.Chain == chain && step.Table == table)
                .SelectMany(node => node.Edges.Where(edge => edge.IsTaken).Select(edge => edge.Target)));
        }

        return places.Any(node => node.Kind == WalkNodeKind.End);
    }

    /// <summary>The most probable way to an end: every chain entered and every rule matched, in order; the end last.</summary>
    /// <param name="outcome">One of <see cref="Outcomes"/>.</param>
    public IReadOnlyList<WalkNode> WayTo(WalkOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var way = new List<WalkNode>();
        int next = 0;
        for (var node = Root; ;)
        {
            bool isTaken = node.Step is not null && next < outcome.Steps.Length && node.Step == outcome.Steps[next];
            if (node.Kind is WalkNodeKind.Entry or WalkNodeKind.End || isTaken)
            {
                way.Add(node);
            }

            if (node.Kind == WalkNodeKind.End)
            {
                return way;
            }

            next += isTaken ? 1 : 0;
            bool ends = next == outcome.Steps.Length && outcome.Verdict == WalkVerdict.Unknown;
            node = (isTaken && ends ? node.Edges[^1] : node.Edges.FirstOrDefault(edge => node.Kind == WalkNodeKind.Entry || edge.IsTaken == isTaken) ?? node.Edges[0]).Target;
        }
    }

    /// <summary>The nodes that can be reached without matching another rule.</summary>
    private static HashSet<WalkNode> WithoutMatching(IEnumerable<WalkNode> from)
    {
        var open = new Stack<WalkNode>(from);
        var reached = new HashSet<WalkNode>(open);
        while (open.TryPop(out var node))
        {
            var onward = node.Kind == WalkNodeKind.Entry ? node.Edges : node.Edges.Where(edge => !edge.IsTaken);
            foreach (var edge in onward.Where(edge => reached.Add(edge.Target)))
            {
                open.Push(edge.Target);
            }
        }

        return reached;
    }
}
