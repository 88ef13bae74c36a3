using Learn.Jupyter;

namespace Learn.Notebook.Tests.Display;

/// <summary>Formats values and looks at what comes out.</summary>
internal static class Values
{
    public static MimeBundle Format(object? value, params string[] mimeTypes) => ValueFormatter.FormatAny(value, mimeTypes);

    public static string Text(object? value) => Format(value).TextOf("text/plain")!;

    /// <summary>The HTML without the style element in front.</summary>
    public static string Html(object? value)
    {
        var html = Format(value).TextOf("text/html")!;
        var end = html.IndexOf("</style>", StringComparison.Ordinal);
        return end < 0 ? html : html[(end + "</style>".Length)..];
    }
}
