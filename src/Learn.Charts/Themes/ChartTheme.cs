namespace Learn;

/// <summary>
/// The colours of a light or a dark page. Text has a contrast of at least 7 : 1 to the background, what carries meaning at least 3 : 1
/// (WCAG 2.2, 1.4.6 and 1.4.11); observed and expected are blue and orange, which people of every colour vision tell apart.
/// </summary>
internal sealed record ChartTheme
{
    public static ChartTheme Light { get; } = new()
    {
        Background = "#ffffff",
        Surface = "#f5f7f9",
        Text = "#1c2127",
        Muted = "#4d5763",
        Line = "#d5dbe1",
        Observed = "#79b4e3",
        ObservedEdge = "#1f6fae",
        Expected = "#9c3d00",
        AddedSurface = "#e2f4e5",
        Added = "#17602c",
        RemovedSurface = "#fde7e5",
        Removed = "#93201a",
        Accent = "#0b5c9e",
    };

    public static ChartTheme Dark { get; } = new()
    {
        Background = "#14181d",
        Surface = "#1d232a",
        Text = "#e8ecf0",
        Muted = "#a9b4bf",
        Line = "#37414b",
        Observed = "#2c6ea3",
        ObservedEdge = "#6db3ec",
        Expected = "#ffb45e",
        AddedSurface = "#15301e",
        Added = "#8fdca3",
        RemovedSurface = "#3a1c1c",
        Removed = "#ffaea6",
        Accent = "#7fbdf2",
    };

    public required string Background { get; init; }

    public required string Surface { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    public required string Line { get; init; }

    public required string Observed { get; init; }

    public required string ObservedEdge { get; init; }

    public required string Expected { get; init; }

    public required string AddedSurface { get; init; }

    public required string Added { get; init; }

    public required string RemovedSurface { get; init; }

    public required string Removed { get; init; }

    public required string Accent { get; init; }

    /// <summary>The colours as CSS custom properties, without braces around them.</summary>
    public string ToCss() =>
        $"--background:{Background};--surface:{Surface};--text:{Text};--muted:{Muted};--line:{Line};" +
        $"--observed:{Observed};--observed-edge:{ObservedEdge};--expected:{Expected};--added-surface:{AddedSurface};--added:{Added};" +
        $"--removed-surface:{RemovedSurface};--removed:{Removed};--accent:{Accent};";
}
