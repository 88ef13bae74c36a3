using System.Diagnostics;
using System.Globalization;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Shows how far a run of requests is, in one display that changes in place.</summary>
internal sealed class CurlProgress : IProgress<CurlSample>
{
    // A person reads no faster; each update is a message to every front end.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly Lock gate = new();
    private readonly ICellOutput output;
    private readonly CurlRequest request;
    private readonly string id = Guid.NewGuid().ToString("n");
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private long shown;
    private int done;

    public CurlProgress(ICellOutput output, CurlRequest request)
    {
        (this.output, this.request) = (output, request);
        shown = started;
        output.Display(Data($"{Plan} …"));
    }

    private string Plan => request.Duration is { } duration
        ? string.Create(CultureInfo.InvariantCulture, $"curl {request.Url} for {duration.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"curl {request.Url}, {request.Count:N0} requests");

    public void Report(CurlSample value)
    {
        lock (gate)
        {
            done++;
            var end = value.Pod ?? value.Outcome.ToString();
            counts[end] = counts.GetValueOrDefault(end) + 1;
            if (Stopwatch.GetElapsedTime(shown) >= Pause)
            {
                shown = Stopwatch.GetTimestamp();
                output.UpdateDisplay(Data(string.Create(CultureInfo.InvariantCulture, $"{Plan}: {done:N0} so far. {Ends}")));
            }
        }
    }

    /// <summary>Says how it ended.</summary>
    public void Finish(bool interrupted)
    {
        lock (gate)
        {
            var time = Stopwatch.GetElapsedTime(started).TotalSeconds;
            output.UpdateDisplay(Data(string.Create(
                CultureInfo.InvariantCulture, $"{Plan}, {(interrupted ? "interrupted after" : "done:")} {done:N0} in {time:0.0} s, from {request.From ?? "toolbox"}.")));
        }
    }

    private string Ends => string.Join(", ", counts.Take(8).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Value:N0}"))) + (counts.Count > 8 ? ", …" : "");

    private DisplayData Data(string text)
    {
        var html = new HtmlOutput().Needs(StyleParts.Progress).Open("div");
        if (request.Duration is null && done < request.Count)
        {
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<progress value=\"{done}\" max=\"{request.Count}\"></progress>"));
        }

        return new DisplayData(MimeBundle.Text(text).With("text/html", html.Element("span", text, "muted").Close("div").ToString())) { DisplayId = id };
    }
}
