namespace Learn.Cli.Bench.Kernels;

/// <summary>One thing measured with both kernels.</summary>
/// <param name="Other">ipykernel's values.</param>
/// <param name="Ours">Our kernel's, with the goal.</param>
internal sealed record KernelComparison(Measurement Other, Measurement Ours)
{
    /// <summary>How many times ipykernel's median ours is; null where that says nothing, because ipykernel's is nearly 0.</summary>
    public double? Ratio => Other.Median > 0.5 ? Ours.Median / Other.Median : null;
}
