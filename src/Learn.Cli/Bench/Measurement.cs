namespace Learn.Cli.Bench;

/// <summary>One thing measured several times.</summary>
/// <param name="Name">What was measured, in words.</param>
/// <param name="Unit">The unit of the values: <c>ms</c>, <c>MB</c>.</param>
/// <param name="Values">The values, in the order in which they came.</param>
/// <param name="Goal">The value that the median should stay under, or null if the measurement is only there to compare with.</param>
/// <param name="Baseline">The name of the measurement to compare with, or null.</param>
internal sealed record Measurement(string Name, string Unit, IReadOnlyList<double> Values, double? Goal = null, string? Baseline = null)
{
    /// <summary>The middle value; the mean of the two middle ones for an even number.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>The smallest value.</summary>
    public double Smallest => Values.Min();

    /// <summary>The largest value.</summary>
    public double Largest => Values.Max();

    /// <summary>Whether the median reaches the goal; true without one.</summary>
    public bool ReachesGoal => Goal is not { } goal || Median < goal;
}
