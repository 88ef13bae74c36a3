namespace Learn;

/// <summary>How the distance of counts from their expectation is measured. Both follow the chi-square distribution when expected counts are large.</summary>
public enum FitStatistic
{
    /// <summary>Pearson's chi-square (1900): the sum of (observed − expected)² / expected.</summary>
    Pearson,

    /// <summary>The likelihood ratio of the G test (Wilks 1938): twice the sum of observed × ln(observed / expected).</summary>
    LikelihoodRatio,
}
