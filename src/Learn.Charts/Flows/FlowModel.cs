using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn;

/// <summary>
/// What flows where: connections from the hooks of the nat table through the chains to the endpoints. What comes to a place is what goes on from it; what
/// the rules have not counted is told as what it is.
/// </summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">What it means.</param>
/// <param name="Nodes">The places.</param>
/// <param name="Links">What flows between them; each of them at least one packet.</param>
internal sealed record FlowModel(string Title, string Caption, ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowLink> Links)
{
    /// <summary>Where packets go on to for which no rule of a chain was meant.</summary>
    public const string Passed = "not for a Service";

    /// <summary>Where packets come from that a rule counted before the rules in front of it were written anew.</summary>
    public const string Before = "counted before the last sync";

    // Packets come back from there; of rules that have seen nothing meanwhile the graph cannot tell.
    private static readonly string[] Marks = ["nat KUBE-MARK-MASQ", "nat KUBE-MARK-DROP"];

    private const string Meaning =
        "The wider a band, the more has come by. In the nat table only the first packet of each connection is seen, so a packet here is a connection: requests over "
        + "a connection that is kept open are not counted again.";

    /// <summary>What the rules of a node have counted.</summary>
    /// <param name="rules">The rules with their counters.</param>
    /// <param name="about">A Service or a chain; null for all.</param>
    /// <param name="title">The title; null for one that says what is shown.</param>
    /// <exception cref="LabException">There is no such Service or chain.</exception>
    public static FlowModel Of(Ruleset rules, string? about, string? title)
    {
        var nat = new Ruleset(rules.Family, [.. rules.Tables.Where(table => table.Name == "nat")]);
        var graph = nat.Tables.IsEmpty ? ChainGraph.Of(nat) : ServiceGraph.Of(nat, new GraphOptions { About = about });
        var edges = graph.Edges.Where(edge => edge is { Packets: > 0, IsSideTrip: false } && !IsLeaving(edge.From) && !Marks.Contains(edge.To)).ToList();
        var reached = Reached(edges, graph);
        edges.RemoveAll(edge => !reached.Contains(edge.From));

        var links = edges.Select(edge => new FlowLink(edge.From, edge.To, edge.Packets!.Value)).ToList();
        links.AddRange(Balances(graph, links));
        var places = links.SelectMany(link => (string[])[link.From, link.To]).Distinct(StringComparer.Ordinal);
        var heading = title ?? (about is null ? "Which way connections took" : $"Which way connections to {about} took");
        var caption = links.Count == 0 ? "No rule of the nat table has seen a packet yet." : Meaning;
        return new FlowModel(heading, caption, [.. places.Select(id => NodeOf(id, graph))], [.. links]);
    }

    /// <summary>All that flows in at the hooks.</summary>
    public ulong Total => Nodes.Where(node => node.IsSource).Aggregate(0UL, (sum, node) => sum + Out(node.Id));

    /// <summary>What comes to a place.</summary>
    public ulong In(string id) => Links.Where(link => link.To == id).Aggregate(0UL, (sum, link) => sum + link.Packets);

    /// <summary>What goes on from a place.</summary>
    public ulong Out(string id) => Links.Where(link => link.From == id).Aggregate(0UL, (sum, link) => sum + link.Packets);

    // Packets that leave are the same ones once more.
    private static bool IsLeaving(string id) => id is "nat POSTROUTING" or "nat INPUT";

    private static HashSet<string> Reached(List<ChainGraphEdge> edges, ChainGraph graph)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var called = graph.Edges.Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);

        // Chains whose callers were written anew have no caller that counted; what they have seen counts all the same.
        var postrouting = graph.Edges.Where(edge => IsLeaving(edge.From)).Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(edges.Select(edge => edge.From).Where(id => !postrouting.Contains(id)));
        var found = new HashSet<string>(open, StringComparer.Ordinal);
        while (open.TryDequeue(out var id))
        {
            foreach (var to in next[id].Where(to => called.Contains(to) && found.Add(to)))
            {
                open.Enqueue(to);
            }
        }

        return found;
    }

    private static IEnumerable<FlowLink> Balances(ChainGraph graph, List<FlowLink> links)
    {
        foreach (var node in graph.Nodes.Where(node => node.Kind is ChainGraphNodeKind.Chain))
        {
            ulong into = Sum(links.Where(link => link.To == node.Id)), from = Sum(links.Where(link => link.From == node.Id));
            if (into > from && from > 0)
            {
                yield return new FlowLink(node.Id, Passed, into - from);
            }
            else if (into > 0 && from == 0)
            {
                yield return new FlowLink(node.Id, Passed, into);
            }
            else if (from > into)
            {
                yield return new FlowLink(Before, node.Id, from - into);
            }
        }
    }

    private static ulong Sum(IEnumerable<FlowLink> links) => links.Aggregate(0UL, (sum, link) => sum + link.Packets);

    private static FlowNode NodeOf(string id, ChainGraph graph) => graph.Find(id) is { } node
        ? new FlowNode(id, node.Label, node.Chain is { } chain && chain != node.Label ? chain : null, node.Kind == ChainGraphNodeKind.Hook)
        : new FlowNode(id, id, null, id == Before);
}
