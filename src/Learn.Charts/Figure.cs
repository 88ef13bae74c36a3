using Newtonsoft.Json;
using Plotly.NET;

namespace Learn;

/// <summary>A drawn figure: a Plotly.NET chart with a title, a caption in words, and the numbers behind it.</summary>
public sealed class Figure
{
    /// <summary>Puts a figure together.</summary>
    /// <param name="chart">The chart. Where its colours shall follow the page, it names none itself.</param>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="caption">What it means, in sentences.</param>
    /// <param name="numbers">The numbers behind it, or null.</param>
    public Figure(GenericChart chart, string title, string caption, FigureTable? numbers = null)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        Chart = chart;
        Title = title;
        Caption = caption;
        Numbers = numbers;
    }

    /// <summary>The chart, for whoever wants to go on with Plotly.NET: it has a white background and dark text by itself.</summary>
    public GenericChart Chart { get; }

    /// <summary>What the figure shows, in a few words.</summary>
    public string Title { get; }

    /// <summary>What the figure means, in sentences.</summary>
    public string Caption { get; }

    /// <summary>The numbers behind the figure, or null.</summary>
    public FigureTable? Numbers { get; }

    internal Func<string>? StaticPicture { get; init; }

    internal Func<string>? TextPicture { get; init; }

    /// <summary>False: the chart brings colours of its own, which are kept.</summary>
    internal bool FollowsTheme { get; init; }

    /// <summary>The figure as the JSON that plotly.js reads: <c>data</c>, <c>layout</c> and <c>config</c>.</summary>
    public string ToPlotlyJson()
    {
        // Plotly.NET's own JSON leaves the configuration out.
        var figure = GenericChart.toFigureJson(Chart);
        return $"{figure.AsSpan(0, figure.Length - 1)},\"config\":{JsonConvert.SerializeObject(GenericChart.getConfig(Chart))}}}";
    }

    /// <summary>The figure in characters, 80 columns wide; where this kind of figure has no such drawing, its title, caption and numbers.</summary>
    public string ToText() => TextPicture?.Invoke() ?? FigureText.Write(this);

    /// <summary>
    /// The figure as a still picture in SVG that follows the light or dark setting of whoever looks at it and needs no script; null if
    /// this kind of figure has none.
    /// </summary>
    public string? ToSvg() => StaticPicture?.Invoke();

    /// <summary>
    /// A whole page with nothing but this figure. Everything is in it, plotly.js too: it needs no network, and its content security
    /// policy forbids one. About 1.5 MB.
    /// </summary>
    public string ToHtml()
    {
        var page = new Report(Title) { ShowTitle = false };
        page.Add(this);
        return page.ToHtml();
    }

    /// <summary>Writes <see cref="ToHtml"/> to a file.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => File.WriteAllTextAsync(path, ToHtml(), cancellationToken);
}
