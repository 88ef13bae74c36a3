using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What came of requests: the chart of who answered, the numbers, and what is to be said.</summary>
internal static class TrafficForms
{
    /// <summary>The chart and the numbers of requests.</summary>
    public static MimeBundle Of(CurlResult result) =>
        With(Charts.Distribution(result), html =>
        {
            WriteTimes(html, result.Latency);
            var failures = result.Failures.Select(each => FormattableString.Invariant($"{each.Count:N0} failed with curl's exit code {each.ExitCode}: {each.Message}"))
                .Concat(result.Statuses.Where(each => each.Status is < 200 or > 299).Select(each => FormattableString.Invariant($"HTTP status {each.Status}: {each.Count:N0}")))
                .Concat(result.Messages);
            foreach (var failure in failures)
            {
                html.Element("p", DisplayLimits.Cut(failure, DisplayLimits.CellText), "bad");
            }
        });

    /// <summary>The chart and the numbers of probes.</summary>
    public static MimeBundle Of(UdpResult result) =>
        With(Charts.Distribution(result), html =>
        {
            WriteTimes(html, result.Latency);
            foreach (var failure in result.Samples.Where(sample => sample.Failure != UdpFailure.None).GroupBy(sample => sample.ErrorMessage))
            {
                html.Element("p", FormattableString.Invariant($"{failure.Count():N0} failed: {failure.Key}"), "bad");
            }
        });

    /// <summary>A single request: its sample instead of a chart with one bar.</summary>
    public static MimeBundle OfSingle(CurlResult result)
    {
        var html = new HtmlOutput().Element("div", $"{result.Request.Url}{(result.Request.From is { } from ? $" from {from}" : "")}", "head");
        WriteSample(html, result.Samples[0]);
        foreach (var message in result.Messages)
        {
            html.Element("p", message, "warn");
        }

        var body = result.Samples[0].Body is { } text ? "\n\n" + DisplayLimits.Cut(text, DisplayLimits.Text) : "";
        return MimeBundle.Text(result.ToString().TrimEnd() + body).With(Forms.Html, html.ToString());
    }

    /// <summary>One sample.</summary>
    public static MimeBundle OfSample(CurlSample sample)
    {
        var html = new HtmlOutput();
        WriteSample(html, sample);
        return MimeBundle.Text(LabRows.TryMake([sample])!.ToText()).With(Forms.Html, html.ToString());
    }

    private static MimeBundle With(Figure figure, Action<HtmlOutput> write)
    {
        var below = new HtmlOutput();
        write(below);
        return ChartForms.Of(figure, below.Length > 0 ? below.ToString() : "");
    }

    private static void WriteTimes(HtmlOutput html, LatencySummary? latency)
    {
        if (latency is { Count: > 1 } && latency.Maximum > TimeSpan.Zero)
        {
            html.Element("p", $"Times: {latency}.", "muted");
        }
    }

    private static void WriteSample(HtmlOutput html, CurlSample sample)
    {
        LabRows.TryMake([sample])!.WriteTo(html);
        if (sample.Nat is { } nat)
        {
            html.Element("p", nat.ToString(), "muted");
        }

        if (!sample.Headers.IsDefaultOrEmpty)
        {
            html.Raw("<details>").Element("summary", "Headers").Block(string.Join('\n', sample.Headers.Select(header => $"{header.Name}: {header.Value}")), "wrap").Close("details");
        }

        if (sample.Body is { Length: > 0 } body)
        {
            html.Block(DisplayLimits.Cut(body, DisplayLimits.Text), "wrap");
        }
    }
}
