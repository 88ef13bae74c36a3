using System.Text;

namespace Learn;

/// <summary>A distribution for terminals: no colour is needed, and no line is longer than the width asked for.</summary>
public static class DistributionText
{
    private const int NumbersWidth = 16;

    /// <summary>Draws a distribution as text.</summary>
    /// <param name="result">What came of the requests.</param>
    /// <param name="width">Columns, at least 40; default 80.</param>
    /// <param name="ascii">True: only ASCII characters, for terminals without Unicode.</param>
    /// <param name="title">The title; null: "Who answered" and the URL.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 40.</exception>
    public static string Draw(CurlResult result, int width = 80, bool ascii = false, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 40);
        return Draw(DistributionModel.Of(result, title), width, ascii);
    }

    internal static string Draw(DistributionModel model, int width, bool ascii)
    {
        var text = new StringBuilder();
        Wrap(text, model.Title, width, ascii);
        Wrap(text, model.Subtitle, width, ascii);
        text.Append('\n');

        var label = Math.Clamp(model.Rows.IsEmpty ? 0 : model.Rows.Max(r => r.Label.Length), 4, Math.Max(12, width / 3));
        var bar = width - label - 2 - NumbersWidth;
        foreach (var row in model.Rows)
        {
            text.Append(Fit(row.Label, label)).Append("  ");
            text.Append(Bar(row.Count / model.Largest, bar).PadRight(bar));
            text.Append($"{row.CountText,6} {row.ShareText,7} {row.Arrow}".TrimEnd()).Append('\n');
            if (row is { Expected: { } expected, Range: { } range })
            {
                text.Append(' ', label + 2).Append(Bracket(expected, range, model.Largest, bar).PadRight(bar));
                text.Append($"{row.RangeText,14}").Append('\n');
            }
        }

        text.Append('\n');
        if (model.HasExpectation)
        {
            Wrap(text, "█ observed · ├─┼─┤ expected, with the range in which 95 of 100 runs lie", width, ascii);
        }

        Wrap(text, model.Caption, width, ascii);
        return ascii ? ToAscii(text.ToString()) : text.ToString();
    }

    // Eighths of a block make the bar's length exact to an eighth of a column.
    private static string Bar(double share, int width)
    {
        var eighths = (int)Math.Round(share * width * 8);
        if (share > 0 && eighths == 0)
        {
            eighths = 1;
        }

        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : ((char)('█' + 8 - (eighths % 8))).ToString());
    }

    private static string Bracket(double expected, CountInterval range, double largest, int width)
    {
        int Column(double count) => Math.Clamp((int)Math.Round(count / largest * width) - 1, 0, width - 1);

        var (low, high) = (Column(range.Low), Column(range.High));
        var line = new char[high + 1];
        Array.Fill(line, ' ');
        Array.Fill(line, '─', low, high - low + 1);
        line[low] = '├';
        line[high] = '┤';
        line[Column(expected)] = '┼';
        return new string(line);
    }

    private static string Fit(string label, int width) => label.Length <= width ? label.PadRight(width) : label[..(width - 1)] + "…";

    // What ASCII writes with more or fewer characters is replaced before lines are broken.
    private static void Wrap(StringBuilder text, string sentence, int width, bool ascii) => text.Append(TextWrap.Wrap(
        ascii ? sentence.Replace("χ²", "chi-square", StringComparison.Ordinal).Replace(" ·", ",", StringComparison.Ordinal) : sentence,
        width));

    private static string ToAscii(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            result.Append(character switch
            {
                >= '▌' and <= '▏' => " ",
                '█' or (>= '▉' and < '▌') => "#",
                '├' => "[",
                '┤' => "]",
                '┼' => "|",
                '─' or '–' => "-",
                '▲' => "^",
                '▼' => "v",
                '×' => "x",
                '…' => "~",
                < (char)128 => character.ToString(),
                _ => "?",
            });
        }

        return result.ToString();
    }
}
