using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Learn.Netfilter;

namespace Learn;

/// <summary>
/// A chain graph as a picture: Graphviz says where everything stands, the rest is ours. Of what it writes, only shapes, places and texts are taken, each
/// by name, so that nothing comes in that nobody expected.
/// </summary>
internal static class GraphPicture
{
    private static readonly string[] Geometry = ["points", "d", "cx", "cy", "rx", "ry", "x", "y", "text-anchor", "stroke-dasharray"];
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    /// <summary>Draws it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="linkOf">Where a node leads when it is clicked, within the page: <c>#name</c>; null for nowhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SvgPicture> DrawAsync(ChainGraph graph, string title, Func<ChainGraphNode, string?>? linkOf, CancellationToken cancellationToken)
    {
        var laidOut = await Graphviz.LayOutAsync(DotText.Write(graph, linkOf), cancellationToken);
        using var reader = XmlReader.Create(new StringReader(laidOut), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        var box = root.Attribute("viewBox")!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var drawing = root.Elements().First(element => element.Name.LocalName == "g");

        var svg = new StringBuilder();
        svg.Append(FormattableString.Invariant($"<text class=\"heading\" x=\"8\" y=\"22\">{PictureFrame.Escape(title)}</text>"));
        svg.Append($"<g transform=\"translate(0 {GraphStyle.HeadHeight.ToString(CultureInfo.InvariantCulture)}) {PictureFrame.Escape(drawing.Attribute("transform")?.Value ?? "")}\">");
        foreach (var part in drawing.Elements().Where(element => element.Name.LocalName == "g"))
        {
            Part(svg, part);
        }

        svg.Append("</g>");
        var width = Math.Max(box[2], GraphStyle.LeastWidth(title));
        var picture = PictureFrame.Put(title, Describe(graph), width, box[3] + GraphStyle.HeadHeight, GraphStyle.Css, "learn-graph", svg.ToString(), GraphStyle.LeastScale);
        return picture with { AlternativeText = $"{title}\n\n{ChainGraphText.Write(graph).TrimEnd('\n')}" };
    }

    private static string Describe(ChainGraph graph)
    {
        var hooks = graph.Nodes.Count(node => node.Kind == ChainGraphNodeKind.Hook);
        var chains = graph.Nodes.Count(node => node.Kind == ChainGraphNodeKind.Chain);
        var endpoints = graph.Nodes.Count(node => node.Kind == ChainGraphNodeKind.Endpoint);
        var folded = graph.Nodes.Where(node => node.Kind == ChainGraphNodeKind.Folded).Select(node => node.Label.TrimStart('…', ' ')).ToList();
        var text = FormattableString.Invariant($"A graph of {hooks} hooks, {chains} chains and {endpoints} endpoints, from left to right as packets go; each line stands for the rules by which they do.");
        return text
            + (graph.IsCounted ? " The wider a line, the more packets of its table have come by it." : "")
            + (folded.Count > 0 ? $" Not drawn one by one: {string.Join(", ", folded)}." : "");
    }

    private static void Part(StringBuilder svg, XElement part)
    {
        var classes = part.Attribute("class")?.Value ?? "";
        var link = part.Descendants().FirstOrDefault(element => element.Name.LocalName == "a");
        var explanation = link?.Attribute(Link + "title")?.Value;
        var href = link?.Attribute(Link + "href")?.Value;
        var isLink = href is not null && href.StartsWith('#');
        svg.Append($"<g class=\"{PictureFrame.Escape(classes)}\">");
        svg.Append(string.IsNullOrWhiteSpace(explanation) ? "" : $"<title>{PictureFrame.Escape(explanation)}</title>");
        svg.Append(isLink ? $"<a href=\"{PictureFrame.Escape(href!)}\">" : "");
        foreach (var shape in part.Descendants())
        {
            Shape(svg, shape, classes.StartsWith("edge", StringComparison.Ordinal));
        }

        svg.Append(isLink ? "</a></g>" : "</g>");
    }

    private static void Shape(StringBuilder svg, XElement shape, bool isEdge)
    {
        var name = shape.Name.LocalName;
        if (name is not ("polygon" or "path" or "ellipse" or "polyline" or "text"))
        {
            return;
        }

        svg.Append('<').Append(name);
        foreach (var attribute in shape.Attributes().Where(attribute => Geometry.Contains(attribute.Name.LocalName)))
        {
            svg.Append($" {attribute.Name.LocalName}=\"{PictureFrame.Escape(attribute.Value)}\"");
        }

        if (isEdge && name == "path" && shape.Attribute("stroke-width") is { } width)
        {
            svg.Append($" stroke-width=\"{PictureFrame.Escape(width.Value)}\"");
        }

        var look = name == "text" && shape.Attribute("font-family")?.Value.Contains("Mono", StringComparison.Ordinal) == true ? "detail"
            : name == "text" && shape.Attribute("font-weight") is not null ? "label"
            : isEdge && name == "polygon" ? "head" : null;
        svg.Append(look is null ? "" : $" class=\"{look}\"");
        svg.Append(name == "text" ? $">{PictureFrame.Escape(shape.Value.Trim())}</text>" : "/>");
    }
}
