using System.Globalization;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>Rules, chains and packets' ways as rows.</summary>
internal static class RuleRows
{
    /// <summary>The table, or null where the items have no columns of their own.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items) => items[0] switch
    {
        Rule => Rows.TryMake<Rule>(
            items, ("Packets", rule => rule.Counters is { } counters ? Rows.Number((long)counters.Packets) : ""), ("Rule", rule => Line(RuleWriter.ToText(rule, IpFamily.IPv4)))),
        Chain => Rows.TryMake<Chain>(
            items,
            ("Chain", chain => chain.Name), ("Policy", chain => Rows.Text(chain.Policy?.ToString().ToUpperInvariant())), ("Rules", chain => Rows.Number(chain.Rules.Length))),
        Table => Rows.TryMake<Table>(
            items, ("Table", table => table.Name), ("Chains", table => Rows.Number(table.Chains.Length)), ("Rules", table => Rows.Number(table.RuleCount))),
        WalkStep => Rows.TryMake<WalkStep>(
            items,
            ("Hook", step => Rows.Text(step.Hook)), ("Table", step => step.Table), ("Chain", step => step.Chain), ("#", step => Rows.Number(step.Number)),
            ("Probability", step => Share(step.Probability)), ("Rule", step => Line(RuleWriter.ToText(step.Rule, IpFamily.IPv4)))),
        WalkOutcome when items.All(item => item is WalkOutcome) => Outcomes(items.Cast<WalkOutcome>()),
        _ => null,
    };

    /// <summary>The ends of a packet's ways.</summary>
    public static ShownTable Outcomes(IEnumerable<WalkOutcome> outcomes) => Rows.Make(
        outcomes,
        ("Probability", outcome => Share(outcome.Probability)),
        ("Verdict", outcome => Rows.Text(outcome.Verdict, ToneOf(outcome.Verdict))),
        ("Goes to", outcome => outcome.Verdict is WalkVerdict.Accepted ? outcome.Endpoint.ToString() : ""),
        ("Source", outcome => outcome.IsMasqueraded ? "masqueraded" : outcome.SourceTranslatedTo is { } source ? $"becomes {source}" : "kept"),
        ("Rules met", outcome => Rows.Number(outcome.Steps.Length)),
        ("Certain", outcome => outcome.IsCertain ? "" : new TableCell("some matches are assumed") { Tone = "warn" }));

    /// <summary>A cell with a rule's text.</summary>
    public static TableCell Line(string text)
    {
        var html = new HtmlOutput();
        RuleLine.WriteTo(html, text);
        return new TableCell(text) { Html = $"<span class=\"mono\">{html.Inner}</span>", Parts = StyleParts.Listing };
    }

    private static string ToneOf(WalkVerdict verdict) => verdict switch
    {
        WalkVerdict.Accepted => "good",
        WalkVerdict.Unknown => "warn",
        _ => "bad",
    };

    private static TableCell Share(double share) => new((share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %") { IsNumber = true };
}
