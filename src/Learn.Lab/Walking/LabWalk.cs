using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>A packet's way through a lab, predicted from the rules that are in the kernels of its nodes: node by node, with all it can meet.</summary>
/// <param name="From">Where it is sent: <c>toolbox</c>, <c>client</c>, <c>pod/web</c>, <c>node/node-1</c>.</param>
/// <param name="Target">What was asked for.</param>
/// <param name="Packet">The packet as it is sent.</param>
/// <param name="Nodes">What each node that it can come by does, the first one first. On later nodes it can come by in several forms.</param>
/// <param name="Ends">Where it can end in the whole lab, with probabilities that add up to 1 less <paramref name="Undetermined"/>.</param>
/// <param name="Undetermined">The probability, 0–1, of ends that the rules do not tell.</param>
public sealed record LabWalk(
    string From, string Target, Packet Packet, ImmutableArray<NodeWalk> Nodes, ImmutableArray<ExpectedShare> Ends, double Undetermined)
{
    private const int MostPerNode = 2;
    private const int MostEnds = 6;

    /// <summary>Why requests one after the other do not choose independently, for example session affinity; null if they do.</summary>
    public string? Dependence { get; init; }

    /// <summary>The walks of each node, in the order in which the packet meets the nodes.</summary>
    public IEnumerable<IGrouping<string, NodeWalk>> ByNode => Nodes.GroupBy(walk => walk.Node);

    /// <summary>The walk as JSON: the ends, and node by node the walks as <see cref="WalkJson"/> writes them.</summary>
    public JsonObject ToJson() => new()
    {
        ["from"] = From,
        ["target"] = Target,
        ["ends"] = new JsonArray([.. Ends.Select(end => new JsonObject { ["end"] = end.Outcome.ToString(), ["probability"] = end.Probability })]),
        ["undetermined"] = Undetermined,
        ["nodes"] = new JsonArray([.. Nodes.Select(walk => new JsonObject
        {
            ["node"] = walk.Node,
            ["probability"] = walk.Probability,
            ["walk"] = WalkJson.Of(walk.Result, walk.NameOf),
        })]),
    };

    /// <summary>The whole walk as text of at most 100 columns.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"From {From} to {Target}: {Packet}\n");
        foreach (var end in Ends.Take(MostEnds))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {WalkWords.Share(end.Probability, end.Probability),-8} {end.Outcome}\n");
        }

        if (Ends.Length > MostEnds)
        {
            double rest = Ends.Skip(MostEnds).Sum(end => end.Probability);
            text.Append(CultureInfo.InvariantCulture, $"  {WalkWords.Share(rest, rest),-8} {Ends.Length - MostEnds} more\n");
        }

        if (Undetermined > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {WalkWords.Share(Undetermined, Undetermined),-8} cannot be told from the rules\n");
        }

        text.Append(Dependence is null ? "" : $"  But {Dependence}.\n");
        foreach (var node in ByNode)
        {
            var walks = node.ToList();
            foreach (var walk in walks.Take(MostPerNode))
            {
                text.Append(CultureInfo.InvariantCulture, $"\nOn {node.Key} ({WalkWords.Share(walk.Probability, walk.Probability)})\n\n{walk}\n");
            }

            if (walks.Count > MostPerNode)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n… and {walks.Count - MostPerNode} more forms in which it can come by {node.Key}, to other endpoints.\n");
            }
        }

        return text.ToString().TrimEnd('\n');
    }
}
