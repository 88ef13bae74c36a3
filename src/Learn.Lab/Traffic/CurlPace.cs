using System.Globalization;

namespace Learn;

/// <summary>How the processes of one call share its rate: curl waits whole milliseconds between the starts of two requests.</summary>
internal static class CurlPace
{
    private const int MillisecondsPerDay = 86_400_000;

    /// <summary>Time between two starts of one process, rounded up to whole milliseconds so that the rate is never exceeded; null without a rate.</summary>
    public static TimeSpan? Interval(CurlRequest request)
        => request.RequestsPerSecond is { } rate ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(1000.0 * request.Concurrency / rate))) : null;

    /// <summary>The interval as curl's <c>--rate</c> takes it. curl divides the unit by the number and throws the fraction away, so a short unit would not do.</summary>
    public static string Argument(TimeSpan interval)
    {
        int milliseconds = (int)interval.TotalMilliseconds;
        return 1000 % milliseconds == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{1000 / milliseconds}/s")
            : string.Create(CultureInfo.InvariantCulture, $"{MillisecondsPerDay / milliseconds}/d");
    }

    /// <summary>How long a process waits before it starts, so that the processes take turns; zero without a rate.</summary>
    public static TimeSpan StartDelay(CurlRequest request, int process)
        => Interval(request) is { } interval ? interval * process / request.Concurrency : TimeSpan.Zero;

    /// <summary>How many of the requests a process makes.</summary>
    public static int Share(CurlRequest request, int process)
        => (request.Count / request.Concurrency) + (process < request.Count % request.Concurrency ? 1 : 0);
}
