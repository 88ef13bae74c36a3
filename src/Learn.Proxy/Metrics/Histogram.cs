using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>How often values fell below each of some bounds.</summary>
/// <param name="bounds">The upper bounds, ascending; infinity is added by itself.</param>
public sealed class Histogram(ImmutableArray<double> bounds)
{
    private readonly long[] _counts = new long[bounds.Length];
    private readonly Lock _gate = new();

    /// <summary>The upper bounds.</summary>
    public ImmutableArray<double> Bounds { get; } = bounds;

    /// <summary>Number of observed values.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>Counts a value.</summary>
    public void Observe(double value)
    {
        lock (_gate)
        {
            Count++;
            Sum += value;
            for (int index = 0; index < _counts.Length; index++)
            {
                _counts[index] += value <= Bounds[index] ? 1 : 0;
            }
        }
    }

    /// <summary>Number of values that are not above a bound.</summary>
    /// <param name="index">Index into <see cref="Bounds"/>.</param>
    public long AtMost(int index)
    {
        lock (_gate)
        {
            return _counts[index];
        }
    }

    /// <summary>Bounds that grow by a factor.</summary>
    internal static ImmutableArray<double> Exponential(double first, double factor, int count)
    {
        var bounds = ImmutableArray.CreateBuilder<double>(count);
        for (double bound = first; bounds.Count < count; bound *= factor)
        {
            bounds.Add(bound);
        }

        return bounds.MoveToImmutable();
    }
}
