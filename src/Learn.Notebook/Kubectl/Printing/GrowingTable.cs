using System.Text;

namespace Learn.Notebook.Kubectl;

/// <summary>
/// Rows as <c>kubectl get</c> prints them, also one after the other while it watches: columns as wide as the widest cell so far and three blanks more, six at
/// least (the tabwriter of k8s.io/cli-runtime, which remembers widths).
/// </summary>
internal sealed class GrowingTable
{
    private const int SmallestWidth = 6;
    private const int Padding = 3;

    private readonly List<int> widths = [];

    /// <summary>Lays out some more rows, each with a line end.</summary>
    public string Add(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count - 1; column++)
            {
                var width = Math.Max(SmallestWidth, WidthOf(row[column]) + Padding);
                if (column == widths.Count)
                {
                    widths.Add(width);
                }

                widths[column] = Math.Max(widths[column], width);
            }
        }

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Count; column++)
            {
                text.Append(row[column]);
                if (column < row.Count - 1)
                {
                    text.Append(' ', widths[column] - WidthOf(row[column]));
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    // As Go counts: a character beyond the first plane is one, not two.
    private static int WidthOf(string cell) => cell.EnumerateRunes().Count();
}
