using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Learn.Jupyter;
using Microsoft.AspNetCore.Html;

namespace Learn.Notebook;

/// <summary>Content that is HTML already: what <c>HTML("…")</c> and the tag functions of Polyglot notebooks make.</summary>
internal static partial class HtmlContentForms
{
    /// <summary>The value in its forms, or null where it is no such content.</summary>
    public static MimeBundle? TryFormat(object value) =>
        value.GetType().GetInterface("Microsoft.AspNetCore.Html.IHtmlContent") is null ? null : Inside.Of(value);

    /// <summary>HTML in its forms.</summary>
    public static MimeBundle Of(string html) =>
        MimeBundle.Text(WebUtility.HtmlDecode(Tag().Replace(Invisible().Replace(html, ""), "")).Trim()).With(Forms.Html, html);

    [GeneratedRegex(@"<(style|script)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // Apart, because a method that names the interface loads its assembly.
    private static class Inside
    {
        public static MimeBundle Of(object value)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            ((IHtmlContent)value).WriteTo(writer, HtmlEncoder.Default);
            return HtmlContentForms.Of(ScopedStyle.Apply(writer.ToString()));
        }
    }
}
