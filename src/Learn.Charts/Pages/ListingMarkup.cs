using System.Text;

namespace Learn;

/// <summary>A listing as HTML. Added and removed lines carry a sign and a word for screen readers besides their colour.</summary>
internal static class ListingMarkup
{
    public static void Write(StringBuilder html, IEnumerable<ListingLine> lines, string? caption, bool wrap)
    {
        html.Append("<figure class=\"listing").Append(wrap ? " wrap" : "").Append("\">");
        if (caption is not null)
        {
            html.Append("<figcaption>").Append(Html.Inline(caption)).Append("</figcaption>");
        }

        html.Append("<pre tabindex=\"0\"><span class=\"lines\">");
        foreach (var line in lines)
        {
            var (element, name, spoken) = line.Change switch
            {
                LineChange.Added => ("ins", " added", "added: "),
                LineChange.Removed => ("del", " removed", "removed: "),
                _ => ("span", "", ""),
            };
            html.Append('<').Append(element).Append(" class=\"line").Append(name).Append(line.Emphasised ? " emphasis" : "").Append("\">");
            html.Append(spoken.Length == 0 ? "" : $"<span class=\"sr\">{spoken}</span>");
            Text(html, line.Text, wrap);
            if (line.Note is { } note)
            {
                html.Append("  <span class=\"note\"># ").Append(Html.Escape(note)).Append("</span>");
            }

            html.Append("</").Append(element).Append('>');
        }

        html.Append("</span></pre></figure>\n");
    }

    private static void Text(StringBuilder html, string text, bool wrap)
    {
        if (!wrap)
        {
            html.Append(Html.Escape(text));
            return;
        }

        // A browser would break a rule within KUBE-SVC-… and before the second hyphen of --dport: words are kept whole, and a target
        // stays with its -j.
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            html.Append(i == 0 ? "" : " ").Append("<span class=\"word\">").Append(Html.Escape(words[i]));
            if (words[i] is "-A" or "-j" or "-g" && i + 1 < words.Length)
            {
                html.Append(" <span class=\"chain\">").Append(Html.Escape(words[++i])).Append("</span>");
            }

            html.Append("</span>");
        }
    }
}
