namespace Learn;

/// <summary>What an analysis shall answer.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The deviation that is asked about, of an end's own share; default 0.1: a tenth more or less. Above 0, at most 1.</summary>
    public double Deviation { get; init; } = 0.1;

    /// <summary>In which share of all runs it shall be noticed; default 0.9. Above 0.05 and below 1.</summary>
    public double Power { get; init; } = TestPower.DefaultPower;

    /// <summary>The confidence of intervals; default 0.95. Above 0 and below 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Says what is wrong with them, or null if nothing is.</summary>
    public string? Validate()
        => !(Deviation is > 0 and <= 1) ? OutcomeText.Format($"The deviation is {Deviation * 100:0.###} %; it must be above 0 and at most 100 %.")
            : !(Power is > TestPower.DefaultSignificance and < 1) ? OutcomeText.Format($"The power is {Power}; it must be above {TestPower.DefaultSignificance} and below 1, such as 0.9.")
            : !(Confidence is > 0 and < 1) ? OutcomeText.Format($"The confidence is {Confidence}; it must lie between 0 and 1, such as 0.95.")
            : null;
}
