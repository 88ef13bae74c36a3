using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using static Learn.PictureFrame;
using static System.FormattableString;

namespace Learn;

/// <summary>The flow as a still picture: for pages without scripts and for stored notebooks.</summary>
internal static class FlowSvg
{
    private const double Width = 860;
    private const double Top = 50;
    private const double Bar = 12;
    private const double Gap = 24;
    private const double LabelRoom = 190;
    private const double Drawn = 220;

    private const string Style =
        ".learn-flow text{font-size:12px}.learn-flow .heading{font-size:17px;font-weight:700}.learn-flow .amount{font-weight:700}.learn-flow .chain{font-size:10px;fill:var(--muted)}"
        + ".learn-flow .band{fill:var(--observed);fill-opacity:.5;stroke:none}.learn-flow .band:hover{fill-opacity:.8}.learn-flow .place{fill:var(--observed-edge)}"
        + ".learn-flow text.halo{stroke:var(--background);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}";

    /// <summary>The height of the picture in pixels.</summary>
    public static double HeightOf(FlowModel model)
    {
        int most = FlowColumns.Of(model).Select(column => column.Length).DefaultIfEmpty(0).Max();
        return Top + Drawn + (Gap * Math.Max(1, most)) + 10;
    }

    public static string Draw(FlowModel model)
    {
        var columns = FlowColumns.Of(model);
        var height = HeightOf(model);
        var svg = new StringBuilder();
        svg.Append(Invariant($"<text class=\"heading\" x=\"8\" y=\"26\">{Escape(model.Title)}</text>"));
        if (model.Links.IsEmpty)
        {
            svg.Append(Invariant($"<text x=\"8\" y=\"{Top + 20}\">{Escape(model.Caption)}</text>"));
            return Put(model.Title, model.Caption, Width, Top + 40, Style, "learn-flow", svg.ToString()).Svg;
        }

        var scale = Drawn / Math.Max(1, columns.Max(column => column.Sum(node => (double)Size(model, node))));
        var places = Places(model, columns, scale, height);
        Bands(svg, model, places, scale);
        foreach (var node in model.Nodes)
        {
            Place(svg, model, node, places[node.Id], scale);
        }

        return Put(model.Title, Describe(model), Width, height, Style, "learn-flow", svg.ToString()).Svg;
    }

    private static Dictionary<string, (double X, double Y)> Places(FlowModel model, ImmutableArray<ImmutableArray<FlowNode>> columns, double scale, double height)
    {
        var step = columns.Length < 2 ? 0 : (Width - 16 - LabelRoom - Bar) / (columns.Length - 1);
        var places = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            var used = columns[i].Sum(node => Size(model, node) * scale) + (Gap * columns[i].Length);
            var y = Top + Math.Max(0, (height - Top - used) / 2) + (Gap / 2);
            foreach (var node in columns[i])
            {
                places[node.Id] = (8 + (i * step), y);
                y += (Size(model, node) * scale) + Gap;
            }
        }

        return places;
    }

    private static void Bands(StringBuilder svg, FlowModel model, Dictionary<string, (double X, double Y)> places, double scale)
    {
        var left = places.ToDictionary(place => place.Key, place => place.Value.Y, StringComparer.Ordinal);
        var right = new Dictionary<string, double>(left, StringComparer.Ordinal);
        var names = model.Nodes.ToDictionary(node => node.Id, node => node.Chain ?? node.Label, StringComparer.Ordinal);
        foreach (var link in model.Links.OrderBy(link => places[link.From].Y).ThenBy(link => places[link.To].Y))
        {
            var thick = Math.Max(1, link.Packets * scale);
            double x1 = places[link.From].X + Bar, x2 = places[link.To].X, y1 = right[link.From], y2 = left[link.To], middle = (x1 + x2) / 2;
            (right[link.From], left[link.To]) = (y1 + (link.Packets * scale), y2 + (link.Packets * scale));
            svg.Append(Invariant($"<path class=\"band\" d=\"M{x1:0.#} {y1:0.#}C{middle:0.#} {y1:0.#} {middle:0.#} {y2:0.#} {x2:0.#} {y2:0.#}v{thick:0.#}"));
            svg.Append(Invariant($"C{middle:0.#} {y2 + thick:0.#} {middle:0.#} {y1 + thick:0.#} {x1:0.#} {y1 + thick:0.#}z\"><title>{Escape($"{names[link.From]} → {names[link.To]}: {Number(link.Packets)} packets")}</title></path>"));
        }
    }

    private static void Place(StringBuilder svg, FlowModel model, FlowNode node, (double X, double Y) at, double scale)
    {
        var size = Size(model, node);
        var tall = Math.Max(2, size * scale);
        svg.Append(Invariant($"<rect class=\"place\" x=\"{at.X:0.#}\" y=\"{at.Y:0.#}\" width=\"{Bar}\" height=\"{tall:0.#}\"><title>{Escape($"{node.Chain ?? node.Label}: {Number(size)} packets")}</title></rect>"));
        svg.Append(Invariant($"<text class=\"halo\" x=\"{at.X + Bar + 6:0.#}\" y=\"{at.Y + (tall / 2) + 4:0.#}\">{Escape(node.Label)} <tspan class=\"amount\">{Number(size)}</tspan></text>"));
    }

    private static ulong Size(FlowModel model, FlowNode node) => Math.Max(model.In(node.Id), model.Out(node.Id));

    private static string Number(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Describe(FlowModel model)
    {
        var names = model.Nodes.ToDictionary(node => node.Id, node => node.Label, StringComparer.Ordinal);
        return $"Packets, from left to right: {string.Join("; ", model.Links.Take(40).Select(link => $"{names[link.From]} to {names[link.To]}: {Number(link.Packets)}"))}.";
    }
}
