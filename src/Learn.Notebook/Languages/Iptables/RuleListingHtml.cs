using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>Rules as HTML: chains are links to where they are defined, and what each line is there for stands beside it.</summary>
internal static partial class RuleListingHtml
{
    // Twice the class, as the styles of all tables have it: another output of the page brings those, and must not win over these.
    // Beside what every output has; its colours come in pairs for light and dark there, and so do these.
    private const string Style = """
        <style>
        .learn-out .learn-rules{--c-kube:light-dark(#0b5c9e,#7fbdf2);--c-svc:light-dark(#6a35b8,#c3a6ff);--c-sep:light-dark(#17602c,#8fdca3);--c-own:light-dark(#7a4b00,#ffc46b);--c-hit:light-dark(#a3195b,#ff9cc9);font-size:12px}
        .learn-out.learn-out .learn-rules table{border-collapse:collapse;border:0;margin:0;table-layout:fixed;width:100%;font-size:inherit;color:inherit}
        .learn-out.learn-out .learn-rules tr{background:none}.learn-out.learn-out .learn-rules tr:hover{background:var(--learn-soft)}
        .learn-out.learn-out .learn-rules td{border:0;padding:1px 1em 1px 2em;text-indent:-2em;text-align:left;vertical-align:top;background:none;color:inherit;white-space:pre-wrap;overflow-wrap:anywhere;font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}
        .learn-out.learn-out .learn-rules td.note{padding-left:0;text-indent:0;white-space:normal;font-family:system-ui,sans-serif;font-style:normal;opacity:.75}
        .learn-out .learn-rules .word{white-space:nowrap}
        .learn-out .learn-rules a{text-decoration:none}.learn-out .learn-rules a:hover{text-decoration:underline}
        .learn-out .learn-rules .kube{color:var(--c-kube)}.learn-out .learn-rules .svc{color:var(--c-svc)}.learn-out .learn-rules .sep{color:var(--c-sep)}.learn-out .learn-rules .own{color:var(--c-own)}
        .learn-out .learn-rules .say{opacity:.75;font-style:italic}.learn-out .learn-rules .chance,.learn-out .learn-rules .end{color:var(--c-hit);font-weight:bold}.learn-out .learn-rules .top{font-weight:bold}
        </style>
        """;

    public static string Write(RuleListing listing)
    {
        // Names of places in a page must differ from those of other outputs, and be the same each time the notebook is stored.
        var id = "learn-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', listing.Lines.Select(line => line.Text)))))[..8];
        var defined = listing.Lines.Take(RuleListing.MostLines).Select(line => line.Defines).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var targets = new HashSet<string>(defined, StringComparer.Ordinal);
        var html = new StringBuilder(Style).Append("<div class=\"learn-rules\"><table><colgroup><col><col style=\"width:34%\"></colgroup>");
        foreach (var line in listing.Lines.Take(RuleListing.MostLines))
        {
            html.Append("<tr").Append(line.Defines is { } name && defined.Remove(name) ? $" id=\"{id}-{WebUtility.HtmlEncode(name)}\"" : "").Append("><td>");
            WriteText(html, line, listing.Chains, targets, id);
            html.Append("</td><td class=\"note\">").Append(WebUtility.HtmlEncode(line.Note ?? "")).Append("</td></tr>");
        }

        html.Append("</table>");
        if (listing.Lines.Count > RuleListing.MostLines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div>The first {RuleListing.MostLines:N0} of {listing.Lines.Count:N0} lines. A chain's name behind -S shows that chain alone.</div>");
        }

        return new HtmlOutput().Raw(html.Append("</div>").ToString()).ToString();
    }

    private static void WriteText(StringBuilder html, RuleListing.Line line, IReadOnlySet<string> chains, HashSet<string> targets, string id)
    {
        var at = 0;
        foreach (Match token in Token().Matches(line.Text))
        {
            html.Append(WebUtility.HtmlEncode(line.Text[at..token.Index]));
            at = token.Index + token.Length;
            var text = WebUtility.HtmlEncode(token.Value);
            if (token.Groups["said"].Success)
            {
                html.Append("<span class=\"say\">").Append(text).Append("</span>");
            }
            else if (token.Groups["chance"].Success)
            {
                html.Append("<span class=\"chance\">").Append(text).Append("</span>");
            }
            else if (token.Groups["option"].Success)
            {
                // A browser would break it behind a hyphen.
                html.Append("<span class=\"word\">").Append(text).Append("</span>");
            }
            else if (token.Groups["end"].Success)
            {
                html.Append("<span class=\"end\">").Append(text).Append("</span>");
            }
            else if (chains.Contains(token.Value) || token.Value.StartsWith("KUBE-", StringComparison.Ordinal))
            {
                WriteChain(html, token.Value, line, targets, id);
            }
            else
            {
                html.Append(text);
            }
        }

        html.Append(WebUtility.HtmlEncode(line.Text[at..]));
    }

    private static void WriteChain(StringBuilder html, string chain, RuleListing.Line line, HashSet<string> targets, string id)
    {
        var name = WebUtility.HtmlEncode(chain);
        var isHead = line.Defines == chain;
        var isDefined = !isHead && targets.Contains(chain);
        html.Append(isDefined ? $"<a href=\"#{id}-{name}\"" : "<span").Append(" class=\"word ").Append(KindOf(chain)).Append(isHead ? " top" : "").Append("\">")
            .Append(name).Append(isDefined ? "</a>" : "</span>");
    }

    private static string KindOf(string chain) =>
        chain.StartsWith("KUBE-SEP-", StringComparison.Ordinal) ? "sep"
        : chain is { Length: > 10 } && chain[..9] is "KUBE-SVC-" or "KUBE-SVL-" or "KUBE-EXT-" || chain.StartsWith("KUBE-FW-", StringComparison.Ordinal) ? "svc"
        : chain.StartsWith("KUBE-", StringComparison.Ordinal) ? "kube"
        : "own";

    [GeneratedRegex("""
        (?<said>"(?:[^"\\]|\\.)*"|/\*.*?\*/|^\#.*$)|(?<chance>(?:--)?probability\ [\d.]+)|(?<option>(?<=\ )--?[A-Za-z][\w-]*)|(?<=-j\ |-g\ |^|\ )(?<end>DNAT|SNAT|MASQUERADE|ACCEPT|DROP|REJECT|RETURN)(?=\ |$)|(?<word>(?<![\w/-])[A-Za-z][\w-]*)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline)]
    private static partial Regex Token();
}
