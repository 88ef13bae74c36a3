using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>Writes a distribution, and how well it fits, as text of at most 80 columns.</summary>
internal static class OutcomeText
{
    /// <summary>The width that a terminal always has.</summary>
    public const int Width = 80;

    private const int WidestName = 36;

    /// <summary>Appends the table of the ends, each with its expectation where there is one.</summary>
    public static void AppendTable(StringBuilder text, IReadOnlyList<OutcomeSummary> rows)
    {
        if (rows.Count == 0)
        {
            text.Append("(no sample)\n");
            return;
        }

        var withExpectation = rows.Any(r => r.ExpectedCount is not null);
        var name = Math.Clamp(rows.Max(r => r.Outcome.ToString().Length), 11, WidestName);
        text.Append("answered by".PadRight(name)).Append(" requests   share");
        text.Append(withExpectation ? "  expected     95 % range\n" : "\n");
        foreach (var row in rows)
        {
            text.Append(Column(row.Outcome.ToString(), name));
            text.Append(Format($"{row.Count,9:N0}{row.Share * 100,6:0.0} %"));
            if (row is { ExpectedCount: { } expected, ExpectedCounts: { } range })
            {
                text.Append(Format($"{expected,10:N1}{Format($"{range.Low:N0} – {range.High:N0}"),15}"));
                text.Append(range.Contains(row.Count) ? "" : "  *");
            }

            text.Append('\n');
        }

        if (rows.Any(r => r.ExpectedCounts is { } range && !range.Contains(r.Count)))
        {
            text.Append("* outside the range in which 95 of 100 runs lie\n");
        }
    }

    /// <summary>What the test of the counts says, in sentences.</summary>
    public static IEnumerable<string> Sentences(GoodnessOfFit? fit)
    {
        if (fit is null)
        {
            yield break;
        }

        yield return fit.Method is GoodnessOfFitMethod.ChiSquare or GoodnessOfFitMethod.Exact or GoodnessOfFitMethod.MonteCarlo
            ? Format($"chi-square {fit.ChiSquare:0.00} with {fit.DegreesOfFreedom} degree{(fit.DegreesOfFreedom == 1 ? "" : "s")} of freedom, {fit.PValueText}. {fit.InWords}")
            : fit.InWords;
        if (fit.Excluded > 0)
        {
            yield return Format($"{fit.Excluded:N0} failed without telling where the rules sent them; they are not part of the test.");
        }
    }

    /// <summary>A name in a column: filled up with blanks, or cut.</summary>
    public static string Column(string label, int width) => (label.Length > width ? label[..(width - 1)] + "…" : label).PadRight(width);

    /// <summary>Text with numbers as the project writes them everywhere.</summary>
    public static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
