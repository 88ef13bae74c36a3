namespace Learn;

/// <summary>The figures that can be drawn of a lab.</summary>
public static class Charts
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

    private static Figure Distribution(DistributionModel model) =>
        new(DistributionPlot.Draw(model), model.Title, model.Caption, DistributionTable.Of(model))
        {
            StaticPicture = () => DistributionSvg.Draw(model),
            TextPicture = () => DistributionText.Draw(model, 80, ascii: false),
            FollowsTheme = true,
        };
}
