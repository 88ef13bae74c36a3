using System.Text.Json;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The names of forms, and how a text becomes one.</summary>
internal static class Forms
{
    /// <summary>Plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>A figure of plotly.js.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>A picture in SVG.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>The same bundle with one more form. What a JSON type holds is sent as JSON, if it is.</summary>
    public static MimeBundle Add(MimeBundle bundle, string mimeType, string text)
    {
        if (mimeType == Json || mimeType.EndsWith("+json", StringComparison.Ordinal))
        {
            try
            {
                return bundle.With(mimeType, JsonElement.Parse(text));
            }
            catch (JsonException)
            {
                // Sent as the text that it is.
            }
        }

        return bundle.With(mimeType, text);
    }

    /// <summary>The same bundle with a plain text, if it has none.</summary>
    public static MimeBundle WithPlain(MimeBundle bundle, Func<string> text) => bundle.Data.ContainsKey(Plain) ? bundle : bundle.With(Plain, text());
}
