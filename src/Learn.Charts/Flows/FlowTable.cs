using System.Globalization;

namespace Learn;

/// <summary>The numbers behind the flow.</summary>
internal static class FlowTable
{
    public static FigureTable Of(FlowModel model)
    {
        var names = model.Nodes.ToDictionary(node => node.Id, node => node.Label, StringComparer.Ordinal);
        return new FigureTable(
            ["from", "to", "packets", "share"],
            [.. model.Links.Select(string[] (link) =>
            [
                names[link.From], names[link.To], link.Packets.ToString("N0", CultureInfo.InvariantCulture), Share(link.Packets, model.Out(link.From)),
            ])]);
    }

    private static string Share(ulong part, ulong whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, whole):0.#} %");
}
