using System.Globalization;
using System.Text;

namespace Learn.Netfilter;

/// <summary>A chain graph in characters: a tree that begins at the hooks. What was shown before is not shown again.</summary>
public static class ChainGraphText
{
    /// <summary>Writes a graph; ends with a line break, unless it is empty.</summary>
    public static string Write(ChainGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder();
        var edges = graph.Edges.ToLookup(edge => edge.From, StringComparer.Ordinal);
        var called = graph.Edges.Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        var nodes = graph.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in graph.Nodes.GroupBy(node => node.Table, StringComparer.Ordinal))
        {
            text.Append($"{(text.Length > 0 ? "\n" : "")}table {table.Key}\n");
            foreach (var root in table.Where(node => !called.Contains(node.Id)))
            {
                Write(text, root, null, 1);
            }

            // What only a circle of chains leads to; the kernel refuses circles, texts may have them.
            foreach (var rest in table.Where(node => !shown.Contains(node.Id)))
            {
                Write(text, rest, null, 1);
            }
        }

        return text.ToString();

        void Write(StringBuilder text, ChainGraphNode node, ChainGraphEdge? edge, int depth)
        {
            var isFirst = shown.Add(node.Id);
            text.Append(' ', depth * 2).Append(edge is null ? "" : How(edge)).Append(node.Label);
            text.Append(node.Detail is null ? "" : $"  {node.Detail}").Append(node.IsUnreached ? "  (nothing leads here)" : "");
            text.Append(!isFirst && edges[node.Id].Any() ? "  (see above)\n" : "\n");
            foreach (var next in isFirst ? edges[node.Id] : [])
            {
                Write(text, nodes[next.To], next, depth + 1);
            }
        }
    }

    private static string How(ChainGraphEdge edge)
    {
        var numbers = edge.Rules.Length <= 3 ? "#" + string.Join(",", edge.Rules.Select(rule => rule.Number.ToString(CultureInfo.InvariantCulture)))
            : string.Create(CultureInfo.InvariantCulture, $"{edge.Rules.Length:N0} rules");
        var share = edge.Rules.Length <= 3 && edge.Rules.FirstOrDefault(rule => rule.Share is not null) is { Share: { } chance } ? $" {ShareText.Of(chance)}" : "";
        var packets = edge.Packets is > 0 and var seen ? string.Create(CultureInfo.InvariantCulture, $" [{seen:N0}]") : "";
        return $"{numbers}{share}{packets} -> ";
    }
}
