using System.Globalization;

namespace Learn;

/// <summary>
/// Whether counts fit an expectation: Pearson's chi-square statistic and the probability of one at least as large, if the expectation is
/// right. Made by <see cref="GoodnessOfFitTest"/>.
/// </summary>
public sealed record GoodnessOfFit
{
    /// <summary>How the p-value was found.</summary>
    public required GoodnessOfFitMethod Method { get; init; }

    /// <summary>Number of requests that were counted.</summary>
    public int Count { get; init; }

    /// <summary>Number of requests left out, because they failed without telling where the rules sent them.</summary>
    public int Excluded { get; init; }

    /// <summary>Which statistic was used.</summary>
    public FitStatistic Statistic { get; init; }

    /// <summary>
    /// The statistic: Pearson's chi-square, or the G of <see cref="FitStatistic.LikelihoodRatio"/>; 0 or more, infinite if the impossible was seen.
    /// </summary>
    public double ChiSquare { get; init; }

    /// <summary>Degrees of freedom: the number of possible ends less one.</summary>
    public int DegreesOfFreedom { get; init; }

    /// <summary>The p-value, 0–1, or null if no test could be made.</summary>
    public double? PValue { get; init; }

    /// <summary>Number of random tables drawn by <see cref="GoodnessOfFitMethod.MonteCarlo"/>, else 0.</summary>
    public int Draws { get; init; }

    /// <summary>Why no test could be made, what was impossible, or how the p-value was found where that is unusual; else empty.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The p-value in figures, such as "p = 0.42" or "p &lt; 0.0001"; "no p-value" without one.</summary>
    public string PValueText => PValue switch
    {
        null => "no p-value",
        0 => "p = 0",
        < 0.0001 => "p < 0.0001",
        < 0.01 and var p => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.0000}"),
        { } p => string.Create(CultureInfo.InvariantCulture, $"p = {p:0.00}"),
    };

    /// <summary>What the result means, in one or two sentences, and no more than it means.</summary>
    public string InWords => Method switch
    {
        GoodnessOfFitMethod.None => Remark,
        GoodnessOfFitMethod.Certain => "Only one end was possible, and every request came there.",
        GoodnessOfFitMethod.Impossible => $"The expectation is refuted: {Remark}",
        _ => Judgement + (Remark.Length > 0 ? " " + Remark : ""),
    };

    private string Judgement => PValue switch
    {
        >= 0.05 and { } p => $"The counts fit the expectation: chance alone gives a deviation at least this large in {Frequency(p)}.",
        >= 0.001 and { } p => $"The counts fit poorly: chance alone gives a deviation at least this large in only {Frequency(p)}. That happens; repeat it before drawing a conclusion.",
        _ => "The counts do not fit the expectation: chance alone gives a deviation this large in less than 1 of 1,000 runs.",
    };

    private static string Frequency(double p) => p >= 0.1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(p * 100):0} of 100 runs")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(p * 1000):0} of 1,000 runs");
}
