using System.Collections.Immutable;
using System.Text;

namespace Learn;

/// <summary>
/// A table as kubectl prints it: headings in capitals, columns as wide as their widest cell and three blanks more, six at least, and nothing
/// behind the last one (the tabwriter of k8s.io/cli-runtime: minimal width 6, padding 3).
/// </summary>
public sealed class TextTable
{
    private const int SmallestWidth = 6;
    private const int Padding = 3;

    private readonly List<ImmutableArray<string>> rows = [];

    /// <summary>Makes a table.</summary>
    /// <param name="headings">The headings, of which there is at least one; they are printed in capitals.</param>
    public TextTable(params IReadOnlyList<string> headings)
    {
        ArgumentNullException.ThrowIfNull(headings);
        Headings = [.. headings];
    }

    /// <summary>The headings.</summary>
    public ImmutableArray<string> Headings { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<ImmutableArray<string>> Rows => rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are headings.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Add(params IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count != Headings.Length)
        {
            throw new ArgumentException($"A row of this table has {Headings.Length} cells, not {cells.Count}.", nameof(cells));
        }

        rows.Add([.. cells.Select(FirstLine)]);
    }

    /// <summary>The lines of the table, without a line end at the end.</summary>
    public override string ToString()
    {
        List<ImmutableArray<string>> lines = [[.. Headings.Select(heading => heading.ToUpperInvariant())], .. rows];
        int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(column => Math.Max(SmallestWidth, lines.Max(line => WidthOf(line[column])) + Padding))];
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            for (int column = 0; column < line.Length; column++)
            {
                text.Append(line[column]);
                if (column < line.Length - 1)
                {
                    text.Append(' ', widths[column] - WidthOf(line[column]));
                }
            }

            text.Append('\n');
        }

        return text.ToString(0, text.Length - 1);
    }

    // As Go counts: a character beyond the first plane is one, not two.
    private static int WidthOf(string cell) => cell.EnumerateRunes().Count();

    // kubectl shows the first line of a longer text, and that there is more.
    private static string FirstLine(string cell)
    {
        int end = cell.AsSpan().IndexOfAny('\f', '\n', '\r');
        return end < 0 ? cell : cell[..end] + "...";
    }
}
