using System.Globalization;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// A chain graph in DOT, the language of Graphviz. Colours are left to whoever shows the picture: nodes and edges carry classes. Ends of lines are
/// <c>\n</c>, and the same graph gives the same text.
/// </summary>
public static class DotText
{
    private const string Fonts = "fontname=\"DejaVu Sans\", fontsize=12";
    private const int ExplainedRules = 5;
    private const int LongLabel = 24;

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="linkOf">Where a node leads when it is clicked: <c>#nat-KUBE-SERVICES</c>; null, or a null answer, for nowhere.</param>
    public static string Write(ChainGraph graph, Func<ChainGraphNode, string?>? linkOf = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var dot = new StringBuilder("digraph chains {\n");
        dot.Append("  rankdir=LR; ranksep=0.35; nodesep=0.14; pad=0.1; bgcolor=transparent; ordering=out;\n");
        dot.Append(CultureInfo.InvariantCulture, $"  graph [{Fonts}];\n  node [shape=box, style=rounded, margin=\"0.1,0.07\", height=0.3, {Fonts}];\n  edge [arrowsize=0.6, fontname=\"DejaVu Sans\", fontsize=11];\n");
        var names = graph.Nodes.Select((node, index) => (node.Id, Name: $"n{index + 1}")).ToDictionary(pair => pair.Id, pair => pair.Name, StringComparer.Ordinal);
        foreach (var table in graph.Nodes.GroupBy(node => node.Table, StringComparer.Ordinal))
        {
            dot.Append($"  subgraph {Quoted($"cluster_{table.Key}")} {{\n    class=table; style=rounded; margin=10; label={Quoted($"table {table.Key}")}; labeljust=l;\n");
            foreach (var node in table)
            {
                WriteNode(dot, node, names[node.Id], linkOf?.Invoke(node));
            }

            dot.Append("  }\n");
        }

        // Each table sees other packets: nat the first of each connection, filter all of them.
        var tables = graph.Nodes.ToDictionary(node => node.Id, node => node.Table, StringComparer.Ordinal);
        var most = graph.Edges.GroupBy(edge => tables[edge.From], StringComparer.Ordinal).ToDictionary(table => table.Key, table => table.Max(edge => edge.Packets ?? 0), StringComparer.Ordinal);

        // From left to right, Graphviz keeps the order of the edges from the bottom to the top.
        foreach (var edge in graph.Edges.Reverse())
        {
            WriteEdge(dot, edge, names[edge.From], names[edge.To], most[tables[edge.From]]);
        }

        return dot.Append("}\n").ToString();
    }

    private static void WriteNode(StringBuilder dot, ChainGraphNode node, string name, string? link)
    {
        var label = string.Join("<BR/>", Lines(node.Label).Select(line => $"<B>{Markup(line)}</B>")) + (node.Detail is null ? "" : $"<BR/><FONT FACE=\"DejaVu Sans Mono\" POINT-SIZE=\"10\">{Markup(node.Detail)}</FONT>");
        var style = node.Kind switch
        {
            ChainGraphNodeKind.Hook => ", style=solid",
            ChainGraphNodeKind.Endpoint or ChainGraphNodeKind.DestinationTranslation => ", style=\"\", peripheries=2",
            ChainGraphNodeKind.Drop or ChainGraphNodeKind.Reject => ", shape=octagon, style=\"\"",
            ChainGraphNodeKind.Accept => ", shape=ellipse",
            ChainGraphNodeKind.Folded => ", style=\"rounded,dashed\"",
            _ => "",
        };
        var classes = node.Kind.ToString().ToLowerInvariant() + (node.IsFocus ? " focus" : "") + (node.IsUnreached ? " unreached" : "");
        dot.Append($"    {name} [label=<{label}>, class={Quoted(classes)}, tooltip={Quoted(node.Explanation)}{style}");
        dot.Append(link is null ? "];\n" : $", URL={Quoted(link)}];\n");
    }

    private static void WriteEdge(StringBuilder dot, ChainGraphEdge edge, string from, string to, ulong most)
    {
        var packets = edge.Packets;
        var classes = (edge.IsSideTrip ? "mark" : "jump") + (packets switch { null => "", 0 => " unused", _ => " used" });
        var width = packets is > 0 and var seen ? 1.5 + (6.0 * seen / Math.Max(1, most)) : 1;
        dot.Append($"  {from} -> {to} [label={Quoted(Label(edge))}, class={Quoted(classes)}, tooltip={Quoted(Explain(edge))}");
        dot.Append(CultureInfo.InvariantCulture, $", penwidth={width:0.##}{(edge.IsSideTrip ? ", style=dashed" : "")}];\n");
    }

    // A long name with a remark behind it would make the whole column wide.
    private static string[] Lines(string label) =>
        label.Length > LongLabel && label.LastIndexOf(", ", StringComparison.Ordinal) is > 0 and var comma ? [label[..(comma + 1)], label[(comma + 2)..]] : [label];

    // The number that iptables -L --line-numbers gives a rule; of chances the first, for those behind it are about what is left.
    private static string Label(ChainGraphEdge edge)
    {
        var numbers = edge.Rules.Length <= 3
            ? "#" + string.Join(", ", edge.Rules.Select(rule => rule.Number.ToString(CultureInfo.InvariantCulture)))
            : string.Create(CultureInfo.InvariantCulture, $"{edge.Rules.Length:N0} rules");
        var share = edge.Rules.Length <= 3 && edge.Rules.FirstOrDefault(rule => rule.Share is not null) is { Share: { } chance } ? $", {ShareText.Of(chance)}" : "";
        var packets = edge.Packets is > 0 and var seen ? string.Create(CultureInfo.InvariantCulture, $"\n{seen:N0} packet{(seen == 1 ? "" : "s")}") : "";
        return numbers + share + packets;
    }

    private static string Explain(ChainGraphEdge edge)
    {
        var lines = edge.Rules.Take(ExplainedRules).Select(rule => string.Create(
            CultureInfo.InvariantCulture,
            $"{edge.From} rule {rule.Number}: {rule.Explanation}{(rule.Packets is { } packets ? $" ({packets:N0} packet{(packets == 1 ? "" : "s")})" : "")}"));
        return string.Join('\n', lines) + (edge.Rules.Length > ExplainedRules ? string.Create(CultureInfo.InvariantCulture, $"\n… and {edge.Rules.Length - ExplainedRules:N0} more rules") : "");
    }

    // In quotes, a backslash begins an escape; Graphviz replaces \N, \G and others by names.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                < ' ' => quoted.Append(' '),
                // An entity would be read as one; this is the only way to write the character itself.
                '&' => quoted.Append("&amp;"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Markup(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (char character in text)
        {
            _ = character switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),

                // Graphviz replaces \N and others in markup, too, and has no way to say that it shall not: an invisible character keeps the two apart.
                '\\' => safe.Append("&#92;&#x2060;"),
                < ' ' => safe.Append(' '),
                _ => safe.Append(character),
            };
        }

        return safe.Length == 0 ? " " : safe.ToString();
    }
}
