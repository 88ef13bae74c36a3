using System.Collections.Immutable;
using System.Globalization;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Explanations as HTML.</summary>
internal static class ExplanationHtml
{
    private const int MostRules = 500;
    private const int MostServices = 300;
    private static readonly HashSet<(string, string)> Nowhere = [];

    public static string Write(IExplanation explanation) => explanation switch
    {
        RuleExplanation rule => OfRule(rule),
        ChainExplanation chain => OfChains("", [chain], isFolded: false),
        TableExplanation table => OfChains($"<div class=\"head\">Table {HtmlOutput.Escape(table.Table)}</div><p>{HtmlOutput.Escape(table.Purpose)}</p>", table.Chains, isFolded: true),
        ServiceExplanation service => OfService(service),
        FieldRules field => OfField(field),
        RulesetOverview overview => OfOverview(overview),
        _ => new HtmlOutput().Block(explanation.ToString() ?? "").ToString(),
    };

    private static string OfRule(RuleExplanation rule)
    {
        var html = new RuleHtml(rule.Rules, Nowhere);
        html.Raw("<div class=\"says\">").Text(rule.Sentence).Raw("</div><p>").Text(rule.Because).Raw("</p><div class=\"once\">");
        html.Rule(rule, null);
        html.Raw("</div><dl>");
        Entry("Service", rule.Service?.ToString());
        Entry("Endpoint", rule.Endpoint?.ToString());
        Entry("Feature", rule.Feature);
        string label = "Made by";
        foreach (var field in rule.Fields)
        {
            html.Raw("<dt>").Text(label).Raw("</dt><dd><code>").Text(field.Path).Raw("</code> of ").Text(field.Object).Raw("</dd>");
            label = "";
        }

        label = "Read more";
        foreach (var reference in rule.References)
        {
            html.Raw("<dt>").Text(label).Raw($"</dt><dd><a href=\"{HtmlOutput.Escape(reference.Url)}\">").Text(reference.ToString()).Raw("</a></dd>");
            label = "";
        }

        html.Raw("</dl>");
        string place = rule.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"{rule.Table} {rule.Chain}, rule {rule.Number}") : $"{rule.Table} {rule.Chain}";
        return html.Finish($"<div class=\"head\">{HtmlOutput.Escape(place)}</div>", isCounted: false, hasTools: false);

        void Entry(string name, string? value)
        {
            if (value is not null)
            {
                html.Raw("<dt>").Text(name).Raw("</dt><dd>").Text(value).Raw("</dd>");
            }
        }
    }

    private static string OfService(ServiceExplanation service)
    {
        var html = new RuleHtml(service.Shared.FirstOrDefault()?.Rules ?? service.Chains.FirstOrDefault()?.Rules.FirstOrDefault()?.Rules, OnPage(service.Chains));
        foreach (var port in service.Ports)
        {
            html.Raw("<span class=\"port\">").Text(ListingText.Summary(port)).Raw("</span>");
        }

        foreach (var group in service.Shared.GroupBy(rule => (rule.Table, rule.Chain)))
        {
            html.Raw("<div class=\"ch\">").Text(group.Key.Table + " ");
            html.Chain(group.Key.Table, group.Key.Chain);
            html.Raw("</div>");
            foreach (var rule in group)
            {
                html.Rule(rule, null);
            }
        }

        Chains(html, service.Chains, isFolded: false);
        string head = string.Create(CultureInfo.InvariantCulture, $"<div class=\"head\">service/{HtmlOutput.Escape(service.Service)}: {service.RuleCount:N0} rules</div>");
        return html.Finish(head, isCounted: false, hasTools: true);
    }

    private static string OfField(FieldRules field)
    {
        var html = new RuleHtml(field.Rules.FirstOrDefault()?.Rules, Nowhere);
        foreach (var group in field.Rules.Take(MostRules).GroupBy(rule => (rule.Table, rule.Chain)))
        {
            html.Raw("<div class=\"ch\">").Text(group.Key.Table + " ");
            html.Chain(group.Key.Table, group.Key.Chain);
            html.Raw("</div>");
            foreach (var rule in group)
            {
                html.Rule(rule, null);
            }
        }

        More(html, field.Rules.Length);
        string name = field.Path.Length == 0 ? HtmlOutput.Escape(field.Object) : $"<code>{HtmlOutput.Escape(field.Path)}</code> of {HtmlOutput.Escape(field.Object)}";
        string head = string.Create(CultureInfo.InvariantCulture, $"<div class=\"head\">{name} has made {field.Rules.Length:N0} rule{(field.Rules.Length == 1 ? "" : "s")}</div>");
        return html.Finish(head, isCounted: false, hasTools: true);
    }

    private static string OfChains(string head, ImmutableArray<ChainExplanation> chains, bool isFolded)
    {
        var html = new RuleHtml(chains.SelectMany(chain => chain.Rules).FirstOrDefault()?.Rules, OnPage(chains));
        Chains(html, chains, isFolded);
        return html.Finish(head, isCounted: false, hasTools: true);
    }

    private static void Chains(RuleHtml html, ImmutableArray<ChainExplanation> chains, bool isFolded)
    {
        int left = MostRules;
        foreach (var chain in chains)
        {
            string place = RuleHtml.PlaceOf(chain.Table, chain.Chain);
            html.Raw(isFolded ? $"<details class=\"g\" {place}><summary>" : $"<div class=\"block\" {place}><div class=\"ch\">").Text(chain.Table + " ");
            html.Chain(chain.Table, chain.Chain);
            html.Text($": {chain.Title}").Raw(isFolded ? "</summary>" : "</div>").Raw("<p class=\"about\">").Text(chain.Purpose).Raw("</p>");
            foreach (var rule in chain.Rules.Take(left))
            {
                html.Rule(rule, null);
            }

            if (chain.Rules.Length > left)
            {
                html.Raw("<p class=\"about\">").Text(string.Create(CultureInfo.InvariantCulture, $"{chain.Rules.Length - left:N0} more rules are left out.")).Raw("</p>");
            }

            html.Raw(isFolded ? "</details>" : "</div>");
            left = Math.Max(0, left - chain.Rules.Length);
        }
    }

    private static string OfOverview(RulesetOverview overview)
    {
        var html = new RuleHtml(null, Nowhere);
        foreach (var service in overview.Services.Take(MostServices))
        {
            html.Raw("<span class=\"port\">").Text(ListingText.Summary(service)).Raw("</span>");
        }

        if (overview.Services.Length > MostServices)
        {
            html.Raw("<p class=\"muted\">").Text(string.Create(CultureInfo.InvariantCulture, $"{overview.Services.Length - MostServices:N0} more service ports")).Raw("</p>");
        }

        html.Raw("<p>Chains of no Service: ");
        foreach (var chain in overview.Chains.Take(MostServices))
        {
            html.Text(chain.Table + " ");
            html.Chain(chain.Table, chain.Chain);
            html.Text(" ");
        }

        html.Raw("</p>");
        string head = string.Create(CultureInfo.InvariantCulture, $"<div class=\"head\">{overview.RuleCount:N0} rules, {overview.Services.Length:N0} service ports</div>");
        return html.Finish(head, isCounted: false, hasTools: false);
    }

    private static HashSet<(string Table, string Chain)> OnPage(ImmutableArray<ChainExplanation> chains) => [.. chains.Select(chain => (chain.Table, chain.Chain))];

    private static void More(RuleHtml html, int count)
    {
        if (count > MostRules)
        {
            html.Raw("<p class=\"muted\">").Text(string.Create(CultureInfo.InvariantCulture, $"{count - MostRules:N0} more rules are left out.")).Raw("</p>");
        }
    }
}
