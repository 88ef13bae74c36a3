using static Learn.OutcomeText;

namespace Learn;

/// <summary>Whether several rows of counts come from the same shares. Made by <see cref="HomogeneityTest"/>.</summary>
public sealed record Homogeneity
{
    /// <summary>How the p-value was found.</summary>
    public required GoodnessOfFitMethod Method { get; init; }

    /// <summary>Number of requests in all rows.</summary>
    public int Count { get; init; }

    /// <summary>Pearson's chi-square of the table; 0 or more.</summary>
    public double ChiSquare { get; init; }

    /// <summary>The G of the likelihood ratio; 0 or more.</summary>
    public double LikelihoodRatio { get; init; }

    /// <summary>Degrees of freedom: (rows − 1) × (columns − 1), those without any count left out.</summary>
    public int DegreesOfFreedom { get; init; }

    /// <summary>The p-value of Pearson's statistic, 0–1, or null if no test could be made.</summary>
    public double? PValue { get; init; }

    /// <summary>The effect: Cramér's V, 0 (the same shares) to 1 (each end belongs to one row).</summary>
    public double CramersV { get; init; }

    /// <summary>How the p-value was found where that is unusual, or why there is none; else empty.</summary>
    public string Remark { get; init; } = "";

    /// <summary>What it means, in a sentence or two, and no more than it means.</summary>
    /// <param name="what">What is compared, as the subject of a sentence: "the shares before and after".</param>
    public string InWords(string what) => (PValue switch
    {
        null => $"Nothing can be said about {what}: {Remark}",
        >= 0.05 and { } p => $"{Capital(what)} fit each other: chance alone makes them differ at least this much in {Frequency(p)}.",
        >= 0.001 and { } p => $"{Capital(what)} differ a little: chance alone makes them differ this much in only {Frequency(p)}. That happens; repeat it before drawing a conclusion.",
        _ => $"{Capital(what)} are not the same: chance alone makes them differ this much in less than 1 of 1,000 runs.",
    }) + (PValue is not null && Remark.Length > 0 ? $" {Remark}" : "");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Frequency(double p) => p >= 0.1 ? Format($"{Math.Round(p * 100):0} of 100 runs") : Format($"{Math.Round(p * 1000):0} of 1,000 runs");
}
