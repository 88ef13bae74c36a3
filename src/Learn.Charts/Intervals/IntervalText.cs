using System.Text;

namespace Learn;

/// <summary>Shares with their intervals in characters, 80 columns wide.</summary>
internal static class IntervalText
{
    private const int NumbersWidth = 18;

    public static string Draw(IntervalModel model)
    {
        var text = new StringBuilder(TextWrap.Wrap(model.Title, ChartText.Width)).Append(TextWrap.Wrap(model.Subtitle, ChartText.Width)).Append('\n');
        int label = Math.Clamp(model.Rows.IsEmpty ? 0 : model.Rows.Max(row => row.Label.Length), 4, 28), plot = ChartText.Width - label - 2 - NumbersWidth;
        foreach (var row in model.Rows)
        {
            text.Append(ChartText.Column(row.Label, label)).Append("  ").Append(Line(row, model.AxisEnd, plot))
                .Append($"{row.CountText,8} {row.ShareText,7}{(row.IsMarked ? " *" : "")}".TrimEnd()).Append('\n');
        }

        text.Append(' ', label + 2).Append('0').Append(FormattableString.Invariant($"{model.AxisEnd:0} %").PadLeft(plot - 1)).Append("\n\n");
        string marks = model.Before is { } before ? $"○ {before} · ● {model.After}" : $"● {model.After}";
        text.Append(TextWrap.Wrap($"{marks}{(model.HasExpectation ? " · ┼ expected" : "")}{(model.Rows.Any(row => row.IsMarked) ? $" · * {model.MarkNote}" : "")}", ChartText.Width));
        return text.Append(TextWrap.Wrap(model.Caption, ChartText.Width)).ToString();
    }

    private static string Line(IntervalRow row, double end, int width)
    {
        int Place(double share) => Math.Clamp((int)Math.Round(share * 100 / end * (width - 1)), 0, width - 1);

        var line = new char[width];
        Array.Fill(line, ' ');
        if (row.Together is { } together)
        {
            Array.Fill(line, '┄', Place(together.Low), Place(together.High) - Place(together.Low) + 1);
        }

        Array.Fill(line, '━', Place(row.Possible.Low), Place(row.Possible.High) - Place(row.Possible.Low) + 1);
        if (row.Expected is { } expected)
        {
            line[Place(expected)] = '┼';
        }

        line[Place(row.Share)] = row.IsBefore ? '○' : '●';
        return new string(line);
    }
}
