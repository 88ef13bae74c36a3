using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Traced requests.</summary>
internal static class TraceForms
{
    /// <summary>A trace: the timeline as a picture, below it the hooks of each node; in characters where nothing else is shown.</summary>
    public static MimeBundle Of(TraceResult trace)
    {
        var timeline = TraceTimeline.Draw(trace);
        var html = new HtmlOutput().Needs(StyleParts.Table).Open("div", "wide").Raw(timeline.Svg).Close("div");
        foreach (var crossing in trace.Request)
        {
            html.Open("details").Element("summary", $"The packet's way through the hooks of {crossing.Node}").Raw(TraceTimeline.DrawHooks(crossing).Svg).Close("details");
        }

        return MimeBundle.Text(trace.ToString()).With(Forms.Svg, timeline.Svg).With(Forms.Html, html.ToString());
    }
}
