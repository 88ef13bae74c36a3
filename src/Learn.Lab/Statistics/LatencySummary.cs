using System.Globalization;
using MathNet.Numerics.Statistics;

namespace Learn;

/// <summary>How long answered requests took, from start to end.</summary>
/// <param name="Count">Number of requests measured.</param>
/// <param name="Minimum">The shortest time.</param>
/// <param name="Median">The time that half of them needed at most.</param>
/// <param name="Percentile90">The time that 90 of 100 needed at most.</param>
/// <param name="Percentile99">The time that 99 of 100 needed at most.</param>
/// <param name="Maximum">The longest time.</param>
public sealed record LatencySummary(
    int Count, TimeSpan Minimum, TimeSpan Median, TimeSpan Percentile90, TimeSpan Percentile99, TimeSpan Maximum)
{
    /// <summary>Summarises times; null if there are none. Between two times the percentile is interpolated (MathNet.Numerics, quantile definition R8).</summary>
    public static LatencySummary? Of(IEnumerable<TimeSpan> times)
    {
        var ticks = times.Select(t => (double)t.Ticks).ToArray();
        if (ticks.Length == 0)
        {
            return null;
        }

        Array.Sort(ticks);
        return new LatencySummary(ticks.Length, At(0), At(0.5), At(0.9), At(0.99), At(1));

        TimeSpan At(double quantile) => TimeSpan.FromTicks((long)Math.Round(SortedArrayStatistics.Quantile(ticks, quantile)));
    }

    /// <summary>The times on one line: "p50 0.42 ms, p90 0.61 ms, p99 1.20 ms, max 3.41 ms".</summary>
    public override string ToString() => $"p50 {Text(Median)}, p90 {Text(Percentile90)}, p99 {Text(Percentile99)}, max {Text(Maximum)}";

    /// <summary>A time in about three figures: <c>0.42 ms</c>, <c>12.3 ms</c>, <c>1.23 s</c>.</summary>
    public static string Text(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 10 and var ms => string.Create(CultureInfo.InvariantCulture, $"{ms:0.00} ms"),
        < 100 and var ms => string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms"),
        < 1000 and var ms => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms"),
        < 100_000 and var ms => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.00} s"),
        var ms => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0} s"),
    };
}
