using Plotly.NET;

namespace Learn;

/// <summary>Pieces that charts share, by the names of the plotly.js reference.</summary>
internal static class PlotlyParts
{
    /// <summary>Text for plotly.js, which reads some HTML in its texts, but not every entity.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>An object with these properties.</summary>
    public static DynamicObj.DynamicObj Object(params ReadOnlySpan<(string Name, object Value)> properties) => Set(new DynamicObj.DynamicObj(), properties);

    /// <summary>Sets properties.</summary>
    public static T Set<T>(T target, params ReadOnlySpan<(string Name, object Value)> properties)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in properties)
        {
            target.SetProperty(name, value);
        }

        return target;
    }

    /// <summary>A title with a line below it, at the left.</summary>
    public static DynamicObj.DynamicObj Title(string title, string subtitle) => Object(
        ("text", $"<b>{Escape(title)}</b><br><span style=\"font-size:13px\">{Escape(subtitle)}</span>"),
        ("x", 0), ("xref", "container"), ("xanchor", "left"), ("y", 1), ("yanchor", "top"), ("pad", Object(("t", 14), ("l", 0))));

    /// <summary>Text beside a row, so many pixels from the plot, where nothing can cross it.</summary>
    public static DynamicObj.DynamicObj Beside(string row, string text, int shift, string anchor) => Object(
        ("text", text), ("xref", "paper"), ("x", 1), ("xanchor", anchor), ("xshift", shift), ("yref", "y"), ("y", Escape(row)), ("showarrow", false));

    /// <summary>A chart that grows with its page, with no button but that which saves it as a picture.</summary>
    public static Config StillConfig() => Set(new Config(), ("responsive", true), ("displaylogo", false), ("modeBarButtons", new[] { new[] { "toImage" } }));
}
