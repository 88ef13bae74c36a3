namespace Learn;

/// <summary>How a p-value was found.</summary>
public enum GoodnessOfFitMethod
{
    /// <summary>No test could be made; the result says why.</summary>
    None,

    /// <summary>Only one end was possible, and it is the only one seen: nothing is left to chance.</summary>
    Certain,

    /// <summary>Something was seen that the expectation rules out, so the p-value is exactly 0.</summary>
    Impossible,

    /// <summary>Pearson's chi-square test without continuity correction; every expected count is at least 5.</summary>
    ChiSquare,

    /// <summary>The exact distribution of the chi-square statistic, summed over every possible table of counts.</summary>
    Exact,

    /// <summary>The distribution of the chi-square statistic, drawn at random with a fixed seed.</summary>
    MonteCarlo,
}
