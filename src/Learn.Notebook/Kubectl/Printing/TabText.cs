using System.Text;

namespace Learn.Notebook.Kubectl;

/// <summary>
/// Lays out text with tabulators as Go's text/tabwriter does, with two blanks between columns: a column is a block of lines that all have a cell there that a
/// tabulator ends, so that columns of different blocks do not touch each other.
/// </summary>
internal static class TabText
{
    private const int Padding = 2;

    /// <summary>The text with blanks instead of tabulators.</summary>
    public static string Layout(string text)
    {
        var lines = text.Split('\n').Select(line => line.Split('\t')).ToArray();
        var widths = lines.Select(line => new int[line.Length]).ToArray();
        var columns = lines.Max(line => line.Length) - 1;
        for (var column = 0; column < columns; column++)
        {
            Measure(lines, widths, column);
        }

        var result = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            result.Append(i == 0 ? "" : "\n");
            for (var column = 0; column < lines[i].Length; column++)
            {
                var cell = lines[i][column];
                result.Append(cell);
                if (column < lines[i].Length - 1)
                {
                    result.Append(' ', widths[i][column] - WidthOf(cell));
                }
            }
        }

        return result.ToString();
    }

    private static void Measure(string[][] lines, int[][] widths, int column)
    {
        for (var first = 0; first < lines.Length; first++)
        {
            var end = first;
            var width = 0;
            for (; end < lines.Length && column < lines[end].Length - 1; end++)
            {
                width = Math.Max(width, WidthOf(lines[end][column]) + Padding);
            }

            for (var i = first; i < end; i++)
            {
                widths[i][column] = width;
            }

            first = Math.Max(first, end);
        }
    }

    private static int WidthOf(string cell) => cell.EnumerateRunes().Count();
}
