using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Rules and names of chains as HTML: links to chains that are on the same page, the sentence on hover and below.</summary>
/// <param name="explanation">The rules.</param>
/// <param name="onPage">The chains that the page has.</param>
internal sealed partial class RuleHtml(RulesetExplanation? explanation, IReadOnlySet<(string Table, string Chain)> onPage)
{
    /// <summary>Stands for the beginning of every name of a place on the page, until the page is complete: see <see cref="Finish"/>.</summary>
    public const string Id = "\u0001";

    private readonly StringBuilder html = new();

    /// <summary>How many characters were written.</summary>
    public int Length => html.Length;

    /// <summary>Text.</summary>
    public RuleHtml Text(string text)
    {
        html.Append(HtmlOutput.Escape(text));
        return this;
    }

    /// <summary>Markup, as it is.</summary>
    public RuleHtml Raw(string markup)
    {
        html.Append(markup);
        return this;
    }

    /// <summary>A rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="most">The highest counter on the page; null to show no counters.</param>
    public void Rule(RuleExplanation rule, ulong? most)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"r\" id=\"{Id}-{rule.Table}-{HtmlOutput.Escape(rule.Chain)}-{rule.Number}\" title=\"{HtmlOutput.Escape(rule.Sentence)}\"><span class=\"n\">{rule.Number}</span>");
        if (most is not null)
        {
            Counter(rule.Rule.Counters, most.Value);
        }

        html.Append("<span class=\"t\">");
        string text = $"-A {rule.Chain} {RuleWriter.ToText(rule.Rule, explanation?.Reading.Ruleset.Family ?? IpFamily.IPv4)}";
        foreach (ListingPart part in RuleSyntax.Of(text, name => IsChain(rule.Table, name)))
        {
            if (part.Chain is { } chain)
            {
                Chain(rule.Table, chain);
            }
            else if (ClassOf(part.Style) is { } style)
            {
                html.Append("<span class=\"").Append(style).Append("\">").Append(HtmlOutput.Escape(part.Text)).Append("</span>");
            }
            else
            {
                Options(part.Text);
            }
        }

        html.Append("</span></div>");
    }

    /// <summary>The name of a chain: a link to it, if the page has it.</summary>
    public void Chain(string table, string chain)
    {
        bool isLink = onPage.Contains((table, chain));
        string name = HtmlOutput.Escape(chain);
        html.Append(isLink ? $"<a href=\"#{Id}-{table}-{name}\"" : "<span").Append(" class=\"c ").Append(RuleSyntax.OfChain(chain) switch
        {
            ListingStyle.Service => "svc",
            ListingStyle.Endpoint => "sep",
            _ => "kube",
        }).Append('"');
        if (explanation?.Reading.FindChain(table, chain) is { } reading && ListingText.NameOf(reading) is { } readable)
        {
            html.Append(" data-n=\"").Append(HtmlOutput.Escape(readable)).Append("\" title=\"").Append(HtmlOutput.Escape(readable)).Append('"');
        }

        html.Append('>').Append(name).Append(isLink ? "</a>" : "</span>");
    }

    /// <summary>The place of a chain on the page.</summary>
    public static string PlaceOf(string table, string chain) => $"id=\"{Id}-{table}-{HtmlOutput.Escape(chain)}\"";

    /// <summary>Everything with its style, its names of places different from those of other outputs, and the same each time it is stored.</summary>
    /// <param name="head">What stands before: the heading.</param>
    /// <param name="isCounted">Whether counters are shown.</param>
    /// <param name="hasTools">Whether it can be searched and its names exchanged.</param>
    /// <param name="usesNames">Whether names stand in place of hashes at first.</param>
    public string Finish(string head, bool isCounted, bool hasTools, bool usesNames = false)
    {
        string body = html.ToString();
        string id = "learn-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(head + body)))[..8];
        string tools = !hasTools ? "" :
            $"<input type=\"checkbox\" class=\"names\" id=\"{id}-names\"{(usesNames ? " checked" : "")}><label for=\"{id}-names\">names instead of hashes</label>"
            + $"<input type=\"checkbox\" class=\"quiet\" id=\"{id}-quiet\"><label for=\"{id}-quiet\">rules only, no sentences</label>"
            + $"<input type=\"search\" class=\"q\" hidden placeholder=\"Search rules and sentences\" aria-label=\"Search rules and sentences\">";
        return new HtmlOutput().Raw($"<style>{ListingStyles.Css}</style><div class=\"learn-list{(isCounted ? " counted" : "")}\">{head}{tools}<div class=\"body\">{body.Replace(Id, id, StringComparison.Ordinal)}</div></div>{(hasTools ? ListingStyles.Script : "")}").ToString();
    }

    private bool IsChain(string table, string name) => explanation is null || explanation.Reading.FindChain(table, name) is not null;

    // A browser would break an option behind its hyphens.
    private void Options(string text)
    {
        int at = 0;
        foreach (ValueMatch option in Option().EnumerateMatches(text))
        {
            Text(text[at..option.Index]).Raw("<span class=o>").Text(text.Substring(option.Index, option.Length)).Raw("</span>");
            at = option.Index + option.Length;
        }

        Text(text[at..]);
    }

    private void Counter(Counters? counters, ulong most)
    {
        ulong packets = counters?.Packets ?? 0;
        double share = most == 0 || packets == 0 ? 0 : Math.Max(1.5, 100.0 * packets / most);
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"k\">{(share > 0 ? string.Create(CultureInfo.InvariantCulture, $"<i style=\"width:{share:0.#}%\"></i>") : "")}<b>{packets:N0}</b></span>");
    }

    private static string? ClassOf(ListingStyle style) => style switch
    {
        ListingStyle.Comment => "say",
        ListingStyle.Chance => "chance",
        ListingStyle.Verdict => "go",
        ListingStyle.Stop => "stop",
        _ => null,
    };

    [GeneratedRegex("(?<![^ ])--?[A-Za-z][A-Za-z-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Option();
}
