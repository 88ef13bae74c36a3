using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Writes a <see cref="CurlResult"/> as text of at most 80 columns.</summary>
internal static class CurlResultText
{
    // CURLE_HTTP2.
    private const int FramingError = 16;

    public static string Write(CurlResult result)
    {
        var text = new StringBuilder();
        text.Append(Headline(result)).Append('\n');
        AppendTable(text, result.Outcomes);
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

    private static IEnumerable<string> Sentences(CurlResult result)
    {
        foreach (var sentence in OutcomeText.Sentences(result.Fit))
        {
            yield return sentence;
        }

        if (result.Latency is { Count: > 1 } latency && latency.Maximum > TimeSpan.Zero)
        {
            yield return $"Times: {latency}.";
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

        if (result.Request is { HttpVersion: CurlHttpVersion.Http2PriorKnowledge, KeepAlive: true } && result.Samples.Any(s => s is { ExitCode: FramingError, OpenedConnection: false }))
        {
            yield return "curl 7.88 cannot use an HTTP/2 connection twice (its issue 10634, mended in 8.0). Keep one open with lab.OpenConnectionAsync(…, http2: true) instead.";
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
}
