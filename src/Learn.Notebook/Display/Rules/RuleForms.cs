using Learn.Jupyter;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>Rules as a coloured listing, comparisons as added and removed lines, a packet's ways as a table.</summary>
internal static class RuleForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        Ruleset ruleset => OfRuleset(ruleset),
        Table table => Listing(LinesOf(table, IpFamily.IPv4)),
        Chain chain => Listing([.. LinesOf(chain, IpFamily.IPv4)]),
        Rule rule => Listing([(rule.Counters is { } counters ? counters + " " : "") + RuleWriter.ToText(rule, IpFamily.IPv4)]),
        Difference difference => DifferenceForms.Of([difference]),
        IEnumerable<Difference> differences => DifferenceForms.Of(differences),
        WalkTree or WalkResult { Tree: not null } => WalkForms.TryFormat(value),
        WalkResult walk => OfWalk(walk),
        WalkOutcome outcome => OfWalk(new WalkResult(outcome.Packet, [outcome])),
        TablesResult result => OfResult(result),
        RulesetParseError error => MimeBundle.Text(error.ToString()).With(Forms.Html, new HtmlOutput().Block(error.ToString(), "bad").ToString()),
        _ => null,
    };

    /// <summary>Lines as <c>iptables-save</c> prints them, coloured; no more than <see cref="DisplayLimits.Lines"/>.</summary>
    public static MimeBundle Listing(IReadOnlyList<string> lines)
    {
        var html = new HtmlOutput();
        WriteListing(html, lines);
        return MimeBundle.Text(Text(lines)).With(Forms.Html, html.ToString());
    }

    /// <summary>Writes such lines.</summary>
    public static void WriteListing(HtmlOutput html, IReadOnlyList<string> lines)
    {
        html.Needs(StyleParts.Listing).Open("pre");
        foreach (var line in lines.Take(DisplayLimits.Lines))
        {
            html.Open("span", "line");
            RuleLine.WriteTo(html, line);
            html.Text("\n").Close("span");
        }

        if (lines.Count > DisplayLimits.Lines)
        {
            html.Element("span", More(lines.Count), "muted");
        }

        html.Close("pre");
    }

    private static MimeBundle OfRuleset(Ruleset ruleset)
    {
        var html = new HtmlOutput().Element(
            "div", FormattableString.Invariant($"{ruleset.Family}: {ruleset.RuleCount:N0} rules in {ruleset.Tables.Sum(table => table.Chains.Length):N0} chains"), "head");
        var text = new List<string>();
        foreach (var table in ruleset.Tables)
        {
            var lines = LinesOf(table, ruleset.Family);
            text.AddRange(lines);
            html.Raw(table.RuleCount > 0 ? "<details open>" : "<details>").Open("summary").Element("b", table.Name)
                .Text(FormattableString.Invariant($": {table.RuleCount:N0} rules, {table.Chains.Length:N0} chains")).Close("summary");
            WriteListing(html, lines);
            html.Close("details");
        }

        return MimeBundle.Text(Text(text)).With(Forms.Html, html.ToString());
    }

    private static string[] LinesOf(Table table, IpFamily family) =>
        new Ruleset(family, [table]).ToSaveText().TrimEnd('\n').Split('\n');

    private static IEnumerable<string> LinesOf(Chain chain, IpFamily family)
    {
        yield return $"{(chain.IsBuiltIn ? "-P" : "-N")} {chain.Name}{chain.Policy switch { ChainPolicy.Accept => " ACCEPT", ChainPolicy.Drop => " DROP", _ => "" }}";
        foreach (var rule in chain.Rules)
        {
            yield return $"-A {chain.Name} {RuleWriter.ToText(rule, family)}";
        }
    }

    private static MimeBundle OfWalk(WalkResult walk)
    {
        var html = new HtmlOutput().Element("div", walk.Packet.ToString(), "head");
        var table = RuleRows.Outcomes(walk.Outcomes);
        table.WriteTo(html);
        foreach (var outcome in walk.Outcomes.Take(DisplayLimits.NestedItems).Where(outcome => !outcome.Steps.IsEmpty))
        {
            html.Raw("<details>").Element("summary", $"{outcome}: {outcome.Steps.Length} rules on its way");
            WriteListing(html, [.. outcome.Steps.Select(step => $"-A {step.Chain} {RuleWriter.ToText(step.Rule, IpFamily.IPv4)}")]);
            html.Close("details");
        }

        return MimeBundle.Text(DisplayLimits.Cut(walk.ToString(), DisplayLimits.Text)).With(Forms.Html, html.ToString());
    }

    private static MimeBundle OfResult(TablesResult result)
    {
        var lines = result.Output.TrimEnd('\n').Split('\n');
        var html = new HtmlOutput();
        if (result.Output.Length > 0)
        {
            WriteListing(html, lines);
        }

        html.Element("p", result.Succeeded ? "exit status 0" : result.ToString(), result.Succeeded ? "muted" : "bad");
        return MimeBundle.Text(DisplayLimits.Cut(result.Succeeded && result.Output.Length > 0 ? result.Output.TrimEnd('\n') : result.ToString(), DisplayLimits.Text))
            .With(Forms.Html, html.ToString());
    }

    private static string Text(IReadOnlyList<string> lines) =>
        string.Join('\n', lines.Take(DisplayLimits.Lines)) + (lines.Count > DisplayLimits.Lines ? "\n" + More(lines.Count) : "");

    private static string More(int count) => FormattableString.Invariant($"… ({count - DisplayLimits.Lines:N0} lines more)");
}
