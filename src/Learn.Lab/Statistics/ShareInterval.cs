namespace Learn;

/// <summary>A range of shares, both ends included.</summary>
/// <param name="Low">Lower end, 0–1.</param>
/// <param name="High">Upper end, 0–1.</param>
public readonly record struct ShareInterval(double Low, double High)
{
    /// <summary>True if the share lies in the range.</summary>
    public bool Contains(double share) => share >= Low && share <= High;
}
