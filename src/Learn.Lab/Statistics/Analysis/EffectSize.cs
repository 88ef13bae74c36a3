using static Learn.OutcomeText;

namespace Learn;

/// <summary>How large a deviation is, whatever the number of requests: a tiny one is found with enough of them, and a large one missed with too few.</summary>
/// <param name="W">Cohen's w: √(chi-square / requests); 0 for a perfect fit.</param>
/// <param name="CramersV">Cramér's V: w / √(ends − 1), 0 to about 1 where shares are equal.</param>
public readonly record struct EffectSize(double W, double CramersV)
{
    /// <summary>The effect of counts against probabilities; null where no statistic was made.</summary>
    public static EffectSize? Of(GoodnessOfFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit is not { Statistic: FitStatistic.Pearson, Count: > 0, DegreesOfFreedom: > 0 } || !double.IsFinite(fit.ChiSquare))
        {
            return null;
        }

        double w = Math.Sqrt(fit.ChiSquare / fit.Count);
        return new EffectSize(w, w / Math.Sqrt(fit.DegreesOfFreedom));
    }

    /// <summary>In words, by the usual marks of Cohen (0.1, 0.3, 0.5).</summary>
    public string InWords => Format($"The deviation is {Size} (w = {W:0.000}, Cramér's V = {CramersV:0.000}).");

    private string Size => W switch { < 0.1 => "below what counts as small", < 0.3 => "small", < 0.5 => "medium", _ => "large" };
}
