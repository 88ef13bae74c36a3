using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Analyses of distributions and comparisons: their figures, and what is to be said.</summary>
internal static class AnalysisForms
{
    /// <summary>An analysis: intervals, what it means, and the answers over time.</summary>
    public static MimeBundle Of(DistributionAnalysis analysis)
    {
        var figure = Charts.Intervals(analysis);
        var below = new HtmlOutput();
        // What is said of time stands below its own figure.
        foreach (var sentence in analysis.Sentences.Skip(1).Where(each => each != analysis.OverTime?.InWords))
        {
            below.Element("p", sentence);
        }

        var time = Charts.OverTime(analysis, "Who answered when");
        return ChartForms.Of(figure, below + (time is null ? "" : NotebookFigure.ToHtml(time))).With(Forms.Plain, analysis.ToString().TrimEnd());
    }

    /// <summary>What is the same before and after, and what is not.</summary>
    public static MimeBundle Of(DistributionComparison comparison) => ChartForms.Of(Charts.BeforeAfter(comparison)).With(Forms.Plain, comparison.ToString().TrimEnd());

    /// <summary>The shares source by source.</summary>
    public static MimeBundle Of(SourceComparison comparison) => ChartForms.Of(Charts.PerSource(comparison)).With(Forms.Plain, comparison.ToString().TrimEnd());

    /// <summary>The answers over time.</summary>
    public static MimeBundle Of(TimeStrip strip) => ChartForms.Of(Charts.OverTime(strip));

    /// <summary>What is a sentence: whether it is round robin, what so many requests can show.</summary>
    public static MimeBundle OfSentence(string sentence) => MimeBundle.Text(sentence).With(Forms.Html, new HtmlOutput().Element("p", sentence).ToString());
}
