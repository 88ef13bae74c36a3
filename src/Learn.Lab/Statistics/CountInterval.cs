namespace Learn;

/// <summary>A range of counts, both ends included.</summary>
/// <param name="Low">Smallest count of the range.</param>
/// <param name="High">Largest count of the range.</param>
public readonly record struct CountInterval(int Low, int High)
{
    /// <summary>True if the count lies in the range.</summary>
    public bool Contains(int count) => count >= Low && count <= High;
}
