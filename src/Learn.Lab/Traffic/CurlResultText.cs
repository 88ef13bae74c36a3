using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>Writes a <see cref="CurlResult"/> as text of at most 80 columns.</summary>
internal static class CurlResultText
{
    private const int Width = 80;

    public static string Write(CurlResult result)
    {
        var text = new StringBuilder();
        text.Append(Headline(result)).Append('\n');
        Table(text, result);
        foreach (var sentence in Sentences(result))
        {
            text.Append('\n').Append(TextWrap.Wrap(sentence, Width));
        }

        return text.ToString();
    }

    private static string Headline(CurlResult result)
    {
        var requests = result.Samples.Length == 1 ? "1 request" : Format($"{result.Samples.Length:N0} requests");
        var from = result.Request.From is { } host ? $" from {host}" : "";
        return TextWrap.Wrap(Format($"{requests} to {result.Request.Url}{from} in {result.Elapsed.TotalSeconds:0.00} s"), Width);
    }

    private static void Table(StringBuilder text, CurlResult result)
    {
        var rows = result.Outcomes;
        if (rows.IsEmpty)
        {
            text.Append("(no sample)\n");
            return;
        }

        var withExpectation = rows.Any(r => r.ExpectedCount is not null);
        var name = Math.Clamp(rows.Max(r => r.Outcome.ToString().Length), 11, 36);
        text.Append("answered by".PadRight(name)).Append(" requests   share");
        text.Append(withExpectation ? "  expected     95 % range\n" : "\n");
        foreach (var row in rows)
        {
            var label = row.Outcome.ToString();
            text.Append((label.Length > name ? label[..(name - 1)] + "…" : label).PadRight(name));
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

    private static IEnumerable<string> Sentences(CurlResult result)
    {
        if (result.Fit is { } fit)
        {
            yield return fit.Method is GoodnessOfFitMethod.ChiSquare or GoodnessOfFitMethod.Exact or GoodnessOfFitMethod.MonteCarlo
                ? Format($"chi-square {fit.ChiSquare:0.00} with {fit.DegreesOfFreedom} degree{(fit.DegreesOfFreedom == 1 ? "" : "s")} of freedom, {fit.PValueText}. {fit.InWords}")
                : fit.InWords;
            if (fit.Excluded > 0)
            {
                yield return Format($"{fit.Excluded:N0} failed without telling where the rules sent them; they are not part of the test.");
            }
        }

        foreach (var status in result.Statuses.Where(s => s.Status is < 200 or > 299))
        {
            yield return Format($"HTTP status {status.Status}: {status.Count:N0}");
        }

        foreach (var failure in result.Failures)
        {
            yield return Format($"{failure.Count:N0} failed with curl's exit code {failure.ExitCode}: {failure.Message}");
        }

        if (!result.Request.KeepAlive && result.ReusedConnections > 0)
        {
            yield return Format($"{result.ReusedConnections:N0} reused an open connection although each should have opened its own: the server ignored \"Connection: close\".");
        }

        foreach (var message in result.Messages)
        {
            yield return message;
        }

        if (result.Request.Duration is null && result.Samples.Length < result.Request.Count)
        {
            yield return Format($"Only {result.Samples.Length:N0} of {result.Request.Count:N0} requests were made.");
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
