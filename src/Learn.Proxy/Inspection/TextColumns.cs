using System.Text;

namespace Learn.Proxy;

/// <summary>Writes rows in columns: each as wide as its longest cell, the last as long as it is.</summary>
internal static class TextColumns
{
    internal static void Write(StringBuilder text, string[] headings, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        int[] used = [.. Enumerable.Range(0, headings.Length).Where(column => rows.Any(row => row[column].Length > 0))];
        foreach (string[] row in rows.Prepend(headings))
        {
            string line = string.Join("  ", used.Select(column => row[column].PadRight(widths[column])));
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }
    }
}
