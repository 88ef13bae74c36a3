using Learn.Netfilter;

namespace Learn;

/// <summary>Follows the way that a packet really took through the tree of everything that it could have done.</summary>
internal sealed class WalkTrail
{
    private Dictionary<WalkNode, double> places;

    private WalkTrail(WalkNode root) => places = WithoutMatching(new() { [root] = 1 });

    /// <summary>How many of the rules the tree knew.</summary>
    public int Known { get; private set; }

    /// <summary>The ends to which the rules led, each with the probability of the way there, 0–1; empty if the tree does not know the way, or expects further rules.</summary>
    public IEnumerable<(WalkOutcome Outcome, double Probability)> Ends =>
        places.Where(place => place.Key.Outcome is not null).Select(place => (place.Key.Outcome!, place.Value));

    /// <summary>The rules that could come next.</summary>
    public IEnumerable<WalkStep> Next => places.Keys.Where(node => !IsDoubt(node)).Select(node => node.Step).OfType<WalkStep>();

    /// <summary>The probability of what was followed so far, 0–1.</summary>
    public double Probability => Math.Min(1, places.Values.DefaultIfEmpty(0).Max());

    /// <summary>Follows rules as far as the tree knows them.</summary>
    public static WalkTrail Follow(WalkTree tree, IEnumerable<TraceStep> rules)
    {
        var trail = new WalkTrail(tree.Root);
        foreach (var rule in rules)
        {
            // Where the walk said that it does not know what comes, nothing that comes contradicts it.
            if (trail.places.Keys.FirstOrDefault(node => node.Outcome?.Verdict == WalkVerdict.Unknown) is not null)
            {
                var known = trail.Step(rule);
                if (known.Count == 0)
                {
                    trail.places = trail.places.Where(place => place.Key.Outcome?.Verdict == WalkVerdict.Unknown).ToDictionary();
                    trail.Known++;
                    continue;
                }

                trail.places = known;
                trail.Known++;
                continue;
            }

            var next = trail.Step(rule);
            if (next.Count == 0)
            {
                break;
            }

            trail.places = next;
            trail.Known++;
        }

        return trail;
    }

    private Dictionary<WalkNode, double> Step(TraceStep rule)
    {
        var reached = new Dictionary<WalkNode, double>();
        foreach (var (node, probability) in places)
        {
            if (IsDoubt(node) || node.Outcome is not null || node.Step is not { } step || step.Number != rule.Number || step.Chain != rule.Chain || step.Table != rule.Table)
            {
                continue;
            }

            foreach (var edge in node.Edges.Where(edge => edge.Kind is WalkEdgeKind.Only or WalkEdgeKind.Matched))
            {
                reached[edge.Target] = reached.GetValueOrDefault(edge.Target) + (probability * edge.Most);
            }
        }

        return WithoutMatching(reached);
    }

    // A node whose rule matched already, and whose target is not understood.
    private static bool IsDoubt(WalkNode node) => node.Edges.Any(edge => edge.Kind is WalkEdgeKind.GoesOn or WalkEdgeKind.Decides);

    /// <summary>The nodes that can be reached without matching another rule, with the probabilities of the ways to them.</summary>
    private static Dictionary<WalkNode, double> WithoutMatching(Dictionary<WalkNode, double> from)
    {
        var all = new Dictionary<WalkNode, double>();
        var open = new Queue<(WalkNode Node, double Probability)>(from.Select(place => (place.Key, place.Value)));
        while (open.TryDequeue(out var place))
        {
            all[place.Node] = all.GetValueOrDefault(place.Node) + place.Probability;
            bool isFree = place.Node.Kind == WalkNodeKind.Entry || IsDoubt(place.Node);
            foreach (var edge in place.Node.Edges.Where(edge => isFree || edge.Kind == WalkEdgeKind.NotMatched))
            {
                open.Enqueue((edge.Target, place.Probability * edge.Most));
            }
        }

        return all;
    }
}
