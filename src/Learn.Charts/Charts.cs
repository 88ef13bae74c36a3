namespace Learn;

/// <summary>The figures that can be drawn of a lab.</summary>
public static partial class Charts
{
    /// <summary>
    /// Which pod answered how often, beside what the rules made expect: a bar per end for the observed count, a mark for the expected
    /// count, a bracket for the range in which 95 of 100 runs lie, and the goodness of fit in figures and in words.
    /// </summary>
    /// <param name="result">What came of the requests.</param>
    /// <param name="title">The title; null: "Who answered" and the URL.</param>
    public static Figure Distribution(CurlResult result, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Distribution(DistributionModel.Of(result, title));
    }

    /// <summary>The same for datagrams.</summary>
    /// <param name="result">What came of the probes.</param>
    /// <param name="title">The title; null: "Who answered" and the target.</param>
    public static Figure Distribution(UdpResult result, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Distribution(DistributionModel.Of(result, title));
    }

    /// <summary>
    /// The shares that the counts leave possible: a point and two exact intervals per end (alone, and all at once), a mark for the expected share.
    /// </summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="title">The title; null for one of its own.</param>
    public static Figure Intervals(DistributionAnalysis analysis, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return Intervals(IntervalModel.Of(analysis, title));
    }

    /// <summary>Who answered when: a heat strip per end, pieces of time from left to right. Null where times are not known, or requests too few.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="title">The title; null for one of its own.</param>
    public static Figure? OverTime(DistributionAnalysis analysis, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return analysis.OverTime is { } strip ? OverTime(strip, title) : null;
    }

    /// <summary>Who answered when: a heat strip per end, pieces of time from left to right.</summary>
    /// <param name="strip">The pieces of time.</param>
    /// <param name="title">The title; null for one of its own.</param>
    public static Figure OverTime(TimeStrip strip, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(strip);
        var model = HeatModel.Of(strip, title);
        return new(HeatPlot.Draw(model), model.Title, model.Caption, model.Table())
        {
            StaticPicture = () => HeatSvg.Draw(model),
            TextPicture = () => HeatText.Draw(model),
            FollowsTheme = true,
        };
    }

    /// <summary>The shares before and after an event, end by end, each with its exact interval.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="title">The title; null for one of its own.</param>
    public static Figure BeforeAfter(DistributionComparison comparison, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Intervals(IntervalModel.Of(comparison, title));
    }

    /// <summary>The shares that each source sees, end by end, each with its exact interval.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="title">The title; null for one of its own.</param>
    public static Figure PerSource(SourceComparison comparison, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Intervals(IntervalModel.Of(comparison, title));
    }

    private static Figure Intervals(IntervalModel model) =>
        new(IntervalPlot.Draw(model), model.Title, model.Caption, model.Numbers)
        {
            StaticPicture = () => IntervalSvg.Draw(model),
            TextPicture = () => IntervalText.Draw(model),
            FollowsTheme = true,
        };

    private static Figure Distribution(DistributionModel model) =>
        new(DistributionPlot.Draw(model), model.Title, model.Caption, DistributionTable.Of(model))
        {
            StaticPicture = () => DistributionSvg.Draw(model),
            TextPicture = () => DistributionText.Draw(model, 80, ascii: false),
            FollowsTheme = true,
        };
}
