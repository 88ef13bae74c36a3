using System.Net;
using System.Text;

namespace Learn;

/// <summary>Small pieces of HTML, safe for any text.</summary>
internal static class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Running text: what stands between backticks becomes code.</summary>
    public static string Inline(string text)
    {
        var html = new StringBuilder();
        var parts = text.Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            // A last backtick without a partner is just a character.
            var isCode = i % 2 == 1;
            if (isCode && i == parts.Length - 1)
            {
                html.Append('`').Append(Escape(parts[i]));
            }
            else
            {
                html.Append(isCode ? "<code>" : "").Append(Escape(parts[i])).Append(isCode ? "</code>" : "");
            }
        }

        return html.ToString();
    }

    public static void Table(StringBuilder html, IEnumerable<string> headings, IEnumerable<IReadOnlyList<string>> rows, bool numeric)
    {
        html.Append("<div class=\"wide\"><table").Append(numeric ? " class=\"numeric\"" : "").Append("><thead><tr>");
        foreach (var heading in headings)
        {
            html.Append("<th scope=\"col\">").Append(Inline(heading)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                html.Append(i == 0 ? "<th scope=\"row\">" : "<td>").Append(Inline(row[i])).Append(i == 0 ? "</th>" : "</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>\n");
    }
}
