using System.Text;

namespace Learn;

/// <summary>
/// A page of prose, listings, tables and figures, written piece by piece. It holds all it needs, follows the reader's light or dark
/// setting, prints well, and cannot reach a network. In prose, headings and tables, text between backticks is shown as code; all
/// other text is shown as it is.
/// </summary>
/// <param name="title">The title of the page.</param>
public sealed class Report(string title)
{
    private readonly StringBuilder body = new();
    private bool hasFigures;

    /// <summary>The title of the page.</summary>
    public string Title { get; } = title ?? throw new ArgumentNullException(nameof(title));

    /// <summary>False: the title stands in the window's bar only. Default true.</summary>
    public bool ShowTitle { get; init; } = true;

    /// <summary>A last line, small, such as what made the page; null (the default): none.</summary>
    public string? Footer { get; init; }

    /// <summary>Adds a heading.</summary>
    /// <param name="text">The heading.</param>
    /// <param name="level">2 for a section, 3 for a part of one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is neither 2 nor 3.</exception>
    public Report Heading(string text, int level = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        body.Append('<').Append('h').Append(level).Append('>').Append(Html.Inline(text)).Append("</h").Append(level).Append(">\n");
        return this;
    }

    /// <summary>Adds the paragraph that says what the page is about.</summary>
    public Report Lead(string text)
    {
        body.Append("<p class=\"lead\">").Append(Html.Inline(text)).Append("</p>\n");
        return this;
    }

    /// <summary>Adds prose: one paragraph, or several with empty lines between them.</summary>
    public Report Prose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            body.Append("<p>").Append(Html.Inline(paragraph)).Append("</p>\n");
        }

        return this;
    }

    /// <summary>Adds text that keeps its lines: a manifest, a command and what it printed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="caption">What it is, or null.</param>
    public Report Code(string text, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Listing(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => new ListingLine(l)), caption);
    }

    /// <summary>Adds a listing whose lines may be marked as added, removed or emphasised.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="caption">What it is, or null.</param>
    /// <param name="wrap">True: long lines are broken, as befits rules. False: they can be scrolled, as befits YAML and tables.</param>
    public Report Listing(IEnumerable<ListingLine> lines, string? caption = null, bool wrap = false)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ListingMarkup.Write(body, lines, caption, wrap);
        return this;
    }

    /// <summary>Adds a table. The first column names the row.</summary>
    /// <param name="headings">One heading per column.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="numeric">True: all columns but the first are numbers, and are aligned on the right.</param>
    public Report Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, bool numeric = false)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(rows);
        Html.Table(body, headings, rows, numeric);
        return this;
    }

    /// <summary>Adds a figure with its caption.</summary>
    public Report Add(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        FigureMarkup.Write(body, figure);
        hasFigures = true;
        return this;
    }

    /// <summary>The page as HTML; about 1.5 MB if it has figures, for plotly.js is in it once.</summary>
    public string ToHtml() => PageMarkup.Write(this, body.ToString(), hasFigures);

    /// <summary>Writes the page to a file.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => File.WriteAllTextAsync(path, ToHtml(), cancellationToken);
}
