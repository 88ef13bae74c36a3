using static Learn.OutcomeText;

namespace Learn;

/// <summary>How many requests it takes to see a deviation, and which one the requests that were made could have shown.</summary>
/// <param name="Deviation">The deviation that is asked about, of an end's own share: 0.1 is a tenth more or less.</param>
/// <param name="Power">In which share of all runs it shall be noticed.</param>
/// <param name="Significance">How often a right expectation is called out all the same.</param>
/// <param name="End">The end with the smallest share, where a deviation is hardest to see.</param>
/// <param name="Share">Its share, 0–1.</param>
/// <param name="DegreesOfFreedom">Possible ends less one.</param>
/// <param name="Made">Requests that were made and tell where the rules sent them.</param>
/// <param name="Needed">Requests that are needed.</param>
/// <param name="Visible">The deviation that would have been noticed with this power; infinite without a request.</param>
/// <param name="PowerOfMade">The probability with which the requests that were made show the deviation that is asked about.</param>
public sealed record DeviationPlan(
    double Deviation, double Power, double Significance, TrafficOutcome End, double Share, int DegreesOfFreedom, int Made, long Needed, double Visible, double PowerOfMade)
{
    /// <summary>Plans for an expectation; null where nothing is left to chance, or where no test can be made.</summary>
    /// <param name="expectation">What is expected.</param>
    /// <param name="made">Requests that were made.</param>
    /// <param name="deviation">The deviation, above 0.</param>
    /// <param name="power">In which share of all runs it shall be noticed.</param>
    /// <param name="significance">How often a right expectation is called out all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static DeviationPlan? Of(
        Expectation expectation, int made, double deviation, double power = TestPower.DefaultPower, double significance = TestPower.DefaultSignificance)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        ArgumentOutOfRangeException.ThrowIfNegative(made);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        var possible = expectation.Shares.Where(share => share.Probability is > 0 and < 1).ToList();
        if (expectation is { Undetermined: > 0 } or { Dependence: not null } || possible.Count < 2)
        {
            return null;
        }

        var hardest = possible.MinBy(share => share.Probability);
        int degrees = possible.Count - 1;
        double effect = TestPower.EffectOf(hardest.Probability, deviation);
        return new DeviationPlan(
            deviation,
            power,
            significance,
            hardest.Outcome,
            hardest.Probability,
            degrees,
            made,
            TestPower.RequestsFor(effect, degrees, power, significance),
            made == 0 ? double.PositiveInfinity : TestPower.SmallestEffect(made, degrees, power, significance) / TestPower.EffectOf(hardest.Probability, 1),
            TestPower.Of(made, effect, degrees, significance));
    }

    /// <summary>What that means, in sentences.</summary>
    public string InWords
    {
        get
        {
            string what = Format($"a deviation of {Deviation * 100:0.#} % ({Share * 100:0.0} % → {Share * (1 + Deviation) * 100:0.0} % or {Share * (1 - Deviation) * 100:0.0} %)");
            string needed = Format($"To notice {what} at one end in {Power * 100:0.#} of 100 runs takes {Needed:N0} requests.");
            return Made == 0 ? needed : $"{needed} {Could}";
        }
    }

    private string Could => Visible >= 1
        ? Format($"The {Made:N0} that were made would not even show reliably that this end gets nothing.")
        : Made >= Needed
            ? Format($"The {Made:N0} that were made are enough: they show one from {Visible * 100:0.#} % on.")
            : Format($"The {Made:N0} that were made show it in {PowerOfMade * 100:0} of 100 runs; only one from {Visible * 100:0.#} % on would have been noticed in {Power * 100:0.#} of 100.");
}
