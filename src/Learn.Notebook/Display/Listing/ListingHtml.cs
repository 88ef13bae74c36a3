using System.Globalization;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>
/// A listing as a page: each Service folded, its rules inside. Only so many rules are laid out; what is left out says so, and how to see it.
/// </summary>
internal sealed class ListingHtml
{
    private const int MostRules = 700;
    private const int ReservedForShared = 200;
    private const int MostRulesOfChain = 120;
    private const int MostGroups = 1000;

    private readonly AnnotatedListing listing;
    private readonly Dictionary<ListingGroup, int> shown = new(ReferenceEqualityComparer.Instance);
    private readonly RuleHtml html;

    private ListingHtml(AnnotatedListing listing)
    {
        this.listing = listing;
        Share();
        var onPage = listing.Groups.Where(shown.ContainsKey).SelectMany(group => group.Chains).Select(chain => (chain.Table, chain.Name)).ToHashSet();
        html = new RuleHtml(listing.Explanation, onPage);
    }

    public static string Write(AnnotatedListing listing)
    {
        var page = new ListingHtml(listing);
        foreach (var group in listing.Groups.Take(MostGroups))
        {
            page.Group(group, isOpen: listing.Groups.Length == 1 && !listing.Options.IsFolded);
        }

        page.Rest();
        bool isCounted = listing.MostPackets > 0;
        int services = listing.Groups.Count(group => group.Kind == ListingGroupKind.Service);
        string head = string.Create(CultureInfo.InvariantCulture,
            $"<div class=\"head\">{listing.Explanation.Reading.Ruleset.Family}: {listing.RuleCount:N0} rules, {services:N0} Service{(services == 1 ? "" : "s")}</div>");
        return page.html.Finish(head, isCounted, hasTools: true, listing.Options.UsesNames);
    }

    // The shared chains are what every Service is read with, so there is room for them in any case.
    private void Share()
    {
        int left = MostRules - Math.Min(ReservedForShared, listing.Groups.Where(group => group.Kind != ListingGroupKind.Service).Sum(Size));
        foreach (var group in listing.Groups.Where(group => group.Kind == ListingGroupKind.Service))
        {
            int size = Size(group);
            if (size <= left || shown.Count == 0)
            {
                shown.Add(group, size);
                left -= size;
            }
        }

        foreach (var group in listing.Groups.Where(group => group.Kind != ListingGroupKind.Service))
        {
            shown.Add(group, Size(group));
        }
    }

    private static int Size(ListingGroup group) => Math.Min(MostRules, group.Chains.Sum(chain => Math.Min(MostRulesOfChain, chain.Numbers.Length)));

    private void Group(ListingGroup group, bool isOpen)
    {
        if (!shown.ContainsKey(group))
        {
            html.Raw("<div class=\"gone\">").Text(ListingText.Heading(group)).Raw(" <span class=\"muted\">(its rules are left out here)</span>");
            Ports(group);
            html.Raw("</div>");
            return;
        }

        html.Raw(isOpen ? "<details class=\"g\" open><summary>" : "<details class=\"g\"><summary>");
        string heading = ListingText.Heading(group);
        int colon = heading.LastIndexOf(':');
        html.Raw("<b>").Text(heading[..colon]).Raw("</b>").Text(heading[colon..]);
        Ports(group);
        html.Raw("</summary>");
        int left = MostRules;
        foreach (var chain in group.Chains)
        {
            if (left <= 0)
            {
                html.Raw("<p class=\"muted\">").Text("More chains are left out.").Raw("</p>");
                break;
            }

            left -= Chain(group, chain);
        }

        html.Raw("</details>");
    }

    private void Ports(ListingGroup group)
    {
        foreach (var port in group.Ports.Take(DisplayLimits.NestedItems))
        {
            html.Raw("<span class=\"port\">").Text(ListingText.Summary(port)).Raw("</span>");
        }
    }

    private int Chain(ListingGroup group, ListingChain chain)
    {
        // A chain that all share stands on the page more than once: its place is where its own rules are.
        bool isPlace = group.Kind != ListingGroupKind.Service || chain.Reading.Service is not null;
        html.Raw($"<div class=\"block\"{(isPlace ? " " + RuleHtml.PlaceOf(chain.Table, chain.Name) : "")}><div class=\"ch\">").Text(chain.Table + " ");
        html.Chain(chain.Table, chain.Name);
        html.Raw("<span class=\"muted\">").Text(chain.Chain.Rules.IsEmpty ? " (empty)"
            : !chain.IsWhole ? string.Create(CultureInfo.InvariantCulture, $" ({chain.Numbers.Length:N0} of {chain.Chain.Rules.Length:N0} rules)") : "").Raw("</span>");
        if (isPlace && listing.Explanation.TitleOf(chain.Reading) is { Length: > 0 } title)
        {
            html.Raw(" <span class=\"muted\">").Text(title).Raw("</span>");
        }

        html.Raw("</div>");
        foreach (int number in chain.Numbers.Take(MostRulesOfChain))
        {
            html.Rule(listing.Explanation.Explain(chain.Table, chain.Name, number), listing.MostPackets > 0 ? listing.MostPackets : null);
        }

        if (chain.Numbers.Length > MostRulesOfChain)
        {
            html.Raw("<p class=\"about\">").Text(string.Create(CultureInfo.InvariantCulture, $"{chain.Numbers.Length - MostRulesOfChain:N0} more rules are left out.")).Raw("</p>");
        }

        html.Raw("</div>");
        return Math.Min(MostRulesOfChain, chain.Numbers.Length);
    }

    private void Rest()
    {
        int left = listing.Groups.Count(group => !shown.ContainsKey(group));
        int unnamed = Math.Max(0, listing.Groups.Length - MostGroups);
        if (left > 0)
        {
            html.Raw("<p class=\"muted\">").Text(string.Create(CultureInfo.InvariantCulture,
                $"The rules of {left:N0} Services are left out{(unnamed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {unnamed:N0} of them not even named") : "")}. Ask for one of them: #!listing service/NAME, or for what you look for: #!listing --search WORD.")).Raw("</p>");
        }

        if (listing.Groups.IsEmpty)
        {
            html.Raw("<p>").Text(listing.ToString()).Raw("</p>");
        }
    }
}
