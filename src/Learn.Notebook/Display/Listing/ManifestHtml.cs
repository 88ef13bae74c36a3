using System.Globalization;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>A manifest as HTML: a line whose field has made rules unfolds them.</summary>
internal static class ManifestHtml
{
    private const int MostRules = 60;
    private static readonly HashSet<(string, string)> Nowhere = [];

    public static string Write(ManifestView view)
    {
        var html = new RuleHtml(view.Lines.SelectMany(line => line.Rules).FirstOrDefault()?.Rules, Nowhere);
        foreach (var line in view.Lines)
        {
            if (line.Rules.IsEmpty)
            {
                html.Raw(string.Create(CultureInfo.InvariantCulture, $"<div class=\"y\"><span class=\"n\">{line.Number}</span><span>")).Text(line.Text).Raw("</span></div>");
                continue;
            }

            string rules = line.Rules.Length == 1 ? "1 rule" : string.Create(CultureInfo.InvariantCulture, $"{line.Rules.Length:N0} rules");
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<details class=\"y\"><summary title=\"{HtmlOutput.Escape($"{line.Path} of {line.Object} has made {rules}")}\"><span class=\"n\">{line.Number}</span><span>"))
                .Text(line.Text).Raw("</span><span class=\"made\">▸ ").Text(rules).Raw("</span></summary>");
            foreach (var rule in line.Rules.Take(MostRules))
            {
                html.Rule(rule, null);
            }

            if (line.Rules.Length > MostRules)
            {
                html.Raw("<p class=\"about\">").Text(string.Create(CultureInfo.InvariantCulture, $"{line.Rules.Length - MostRules:N0} more rules are left out.")).Raw("</p>");
            }

            html.Raw("</details>");
        }

        return html.Finish("", isCounted: false, hasTools: false);
    }
}
