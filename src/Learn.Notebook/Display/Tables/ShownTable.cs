using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A table as it is shown: as text with aligned columns, and as HTML.</summary>
/// <param name="Headings">One for each column.</param>
/// <param name="Rows">The rows, each with as many cells as there are headings.</param>
internal sealed record ShownTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<TableCell>> Rows)
{
    private const int WidestTextColumn = 100;
    private const int LongText = 60;

    /// <summary>What it is, above the table; null for nothing.</summary>
    public string? Caption { get; init; }

    /// <summary>What it does not show, below the table; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>True for the first column to be set as names of the rows.</summary>
    public bool NamesRows { get; init; }

    /// <summary>The text and the HTML form.</summary>
    public MimeBundle ToBundle()
    {
        var html = new HtmlOutput();
        WriteTo(html);
        return MimeBundle.Text(ToText()).With("text/html", html.ToString());
    }

    /// <summary>Writes the table as HTML.</summary>
    public void WriteTo(HtmlOutput html)
    {
        html.Needs(StyleParts.Table);
        if (Caption is not null)
        {
            html.Element("div", Caption, "head");
        }

        if (Headings.Count > 0)
        {
            html.Open("div", "wide");
            WriteTable(html);
            html.Close("div");
        }

        if (Note is not null)
        {
            html.Element("div", Note, "muted");
        }
    }

    /// <summary>Writes names and values, without a line of headings.</summary>
    public void WriteMembersTo(HtmlOutput html)
    {
        html.Needs(StyleParts.Table).Open("table").Open("tbody");
        WriteRows(html);
        html.Close("tbody").Close("table");
    }

    /// <summary>The table as text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        if (Caption is not null)
        {
            text.Append(Caption).Append('\n');
        }

        var widths = Enumerable.Range(0, Headings.Count)
            .Select(column => Math.Max(WidthOf(Headings[column]), Rows.Select(row => WidthOf(InLine(row[column].Text))).DefaultIfEmpty().Max()))
            .ToArray();
        if (Headings.Count > 0)
        {
            AppendLine(text, [.. Headings.Select((heading, column) => (heading, IsNumeric(column)))], widths);
            foreach (var row in Rows)
            {
                AppendLine(text, [.. row.Select((cell, column) => (InLine(cell.Text), IsNumeric(column)))], widths);
            }
        }

        return text.Append(Note is null ? "" : $"({Note})").ToString().TrimEnd('\n');
    }

    private void WriteTable(HtmlOutput html)
    {
        html.Open("table").Open("thead").Open("tr");
        for (var column = 0; column < Headings.Count; column++)
        {
            html.Element("th", Headings[column], IsNumeric(column) ? "number" : null);
        }

        html.Close("tr").Close("thead").Open("tbody");
        WriteRows(html);
        html.Close("tbody").Close("table");
    }

    private void WriteRows(HtmlOutput html)
    {
        foreach (var row in Rows)
        {
            html.Open("tr");
            for (var column = 0; column < row.Count; column++)
            {
                WriteCell(html, row[column], NamesRows && column == 0 ? "th" : "td", !NamesRows && IsNumeric(column));
            }

            html.Close("tr");
        }
    }

    private static void WriteCell(HtmlOutput html, TableCell cell, string element, bool isNumber)
    {
        string?[] styles = [isNumber ? "number" : null, cell.Tone, cell.Wraps || cell.Text.Length > LongText || cell.Text.Contains('\n') ? "long" : null];
        var style = string.Join(' ', styles.Where(each => each is not null));
        html.Needs(cell.Parts).Open(element, style.Length > 0 ? style : null);
        if (cell.Html is { } markup)
        {
            html.Raw(markup);
        }
        else
        {
            html.Text(cell.Text);
        }

        html.Close(element);
    }

    private bool IsNumeric(int column) => Rows.Count > 0 && Rows.Any(row => row[column].IsNumber) && Rows.All(row => row[column].IsNumber || row[column].Text.Length == 0);

    private static void AppendLine(StringBuilder text, IReadOnlyList<(string Text, bool IsNumber)> cells, int[] widths)
    {
        var start = text.Length;
        for (var column = 0; column < cells.Count; column++)
        {
            var (cell, isNumber) = cells[column];
            var blanks = Math.Max(0, widths[column] - WidthOf(cell));
            text.Append(isNumber ? new string(' ', blanks) + cell : cell + new string(' ', blanks)).Append("   ");
        }

        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    private static int WidthOf(string text) => text.EnumerateRunes().Count();

    private static string InLine(string text)
    {
        var line = text.ReplaceLineEndings(" ⏎ ");
        return line.Length <= WidestTextColumn ? line : line[..(WidestTextColumn - 1)] + "…";
    }
}
