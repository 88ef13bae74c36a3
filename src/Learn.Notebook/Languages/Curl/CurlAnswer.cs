using System.Globalization;
using System.Net;
using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The answer to a single request as curl shows it, with a line about who gave it.</summary>
/// <param name="Text">What curl would print.</param>
/// <param name="Bundle">The same with the line.</param>
internal sealed record CurlAnswer(string Text, MimeBundle Bundle)
{
    public static CurlAnswer Of(CurlResult result, CurlLine line)
    {
        if (result.Samples is not [var sample, ..])
        {
            var complaint = string.Join('\n', result.Messages);
            return new CurlAnswer(complaint, MimeBundle.Text(complaint));
        }

        var text = new StringBuilder();
        if (line.ShowsHeaders && sample.Status is { } status)
        {
            WriteHeaders(text, sample, status);
            text.Append(line.ShowsBody ? "\n" : "");
        }

        text.Append(line.ShowsBody ? sample.Body : "");
        if (sample.ExitCode != 0)
        {
            text.Append(text.Length > 0 && text[^1] != '\n' ? "\n" : "").Append(CultureInfo.InvariantCulture, $"curl: ({sample.ExitCode}) {sample.ErrorMessage}");
        }

        var shown = text.ToString().TrimEnd('\n');
        var html = new HtmlOutput().Block(shown, "wrap").Element("div", About(result, sample), "muted");
        return new CurlAnswer(shown, MimeBundle.Text(shown).With("text/html", html.ToString()));
    }

    private static void WriteHeaders(StringBuilder text, CurlSample sample, int status)
    {
        using var named = new HttpResponseMessage((HttpStatusCode)status);
        var reason = sample.HttpVersion.StartsWith('1') && named.ReasonPhrase is { Length: > 0 } phrase ? " " + phrase : "";
        text.Append(CultureInfo.InvariantCulture, $"HTTP/{sample.HttpVersion} {status}{reason}\n");
        foreach (var header in sample.Headers)
        {
            text.Append(header.Name).Append(": ").Append(header.Value).Append('\n');
        }
    }

    private static string About(CurlResult result, CurlSample sample)
    {
        var who = sample.Pod is { } pod ? $"answered by {pod}{(sample.Node is { } node ? $" on {node}" : "")}" : sample.ExitCode == 0 ? "answered" : sample.Outcome.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"from {result.Request.From ?? "toolbox"}: {who}, {sample.Timings.Total.TotalMilliseconds:0.0} ms");
    }
}
