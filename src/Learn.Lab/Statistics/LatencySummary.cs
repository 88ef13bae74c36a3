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
}
