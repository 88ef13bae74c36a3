using System.Net;
using Learn.Jupyter;

namespace Learn.Notebook.Kubectl;

/// <summary>kubectl's text in the forms that a front end shows.</summary>
internal static class KubectlMarkup
{
    // Colours and font are the page's: light themes and dark ones.
    private const string Style = "margin:0;padding:0;border:0;background:transparent;color:inherit;white-space:pre;overflow-x:auto";

    /// <summary>The text plain and as HTML.</summary>
    public static MimeBundle Of(string text)
    {
        var trimmed = text.TrimEnd('\n');
        return MimeBundle.Text(trimmed).With("text/html", $"<pre class=\"learn-kubectl\" style=\"{Style}\">{WebUtility.HtmlEncode(trimmed)}</pre>");
    }
}
