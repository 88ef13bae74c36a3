using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>x.Display()</c>, as Polyglot notebooks have it.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows the value below the cell; what comes back can change it.</summary>
    /// <param name="value">The value; null is shown as the word.</param>
    /// <param name="mimeTypes">The only forms to show it in, such as <c>text/html</c>; all that there are where it is left out.</param>
    /// <exception cref="ArgumentException">The value cannot be shown in such a form.</exception>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Shows a text that is of a MIME type already, such as HTML or SVG, as it is.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">What it is: <c>text/html</c>, <c>image/svg+xml</c>, <c>text/markdown</c>, <c>application/json</c>, …</param>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrEmpty(mimeType);
        var bundle = Forms.WithPlain(Forms.Add(MimeBundle.Empty, mimeType, value), () => DisplayLimits.Cut(value, DisplayLimits.Text));
        return DisplayedValue.Show(bundle, [mimeType]);
    }
}
