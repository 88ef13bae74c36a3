using Learn.Jupyter;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>What two rulesets differ in: lines of the first that are gone, lines of the second that are new, with the reason in a sentence.</summary>
internal static class DifferenceForms
{
    private const string More = "There are more differences.";

    /// <summary>The differences in their forms.</summary>
    public static MimeBundle Of(IEnumerable<Difference> differences)
    {
        if (differences is System.Collections.Immutable.ImmutableArray<Difference> { IsDefault: true })
        {
            differences = [];
        }

        var all = differences.Take(DisplayLimits.Lines + 1).ToList();
        if (all.Count == 0)
        {
            return MimeBundle.Text("No difference.").With(Forms.Html, new HtmlOutput().Element("p", "No difference.", "good").ToString());
        }

        var html = new HtmlOutput().Needs(StyleParts.Listing);
        var more = all.Count > DisplayLimits.Lines ? More : "";
        html.Raw(Inner(all));
        return MimeBundle.Text(string.Join('\n', all.Take(DisplayLimits.Lines).SelectMany(Lines)) + (more.Length > 0 ? "\n" + more : "")).With(Forms.Html, html.ToString());
    }

    /// <summary>The markup of differences, without an element around it; it needs the style of listings.</summary>
    public static string Inner(IReadOnlyList<Difference> all)
    {
        var html = new HtmlOutput();
        foreach (var table in all.Take(DisplayLimits.Lines).GroupBy(difference => difference.Table))
        {
            html.Element("div", table.Key, "head").Open("pre");
            foreach (var difference in table)
            {
                Write(html, difference);
            }

            html.Close("pre");
        }

        return html.Element("p", all.Count > DisplayLimits.Lines ? More : "", "muted").Inner;
    }

    private static void Write(HtmlOutput html, Difference difference)
    {
        html.Open("span", "line").Element("span", "# " + difference.Sentence, "muted").Text("\n").Close("span");
        Write(html, "del", "-", difference, difference.Expected);
        Write(html, "ins", "+", difference, difference.Actual);
    }

    private static void Write(HtmlOutput html, string element, string sign, Difference difference, Rule? rule)
    {
        if (rule is not null)
        {
            html.Open(element).Text(sign + " ");
            RuleLine.WriteTo(html, LineOf(difference, rule));
            html.Text("\n").Close(element);
        }
    }

    private static IEnumerable<string> Lines(Difference difference)
    {
        yield return "# " + difference.Sentence;
        if (difference.Expected is { } expected)
        {
            yield return "- " + LineOf(difference, expected);
        }

        if (difference.Actual is { } actual)
        {
            yield return "+ " + LineOf(difference, actual);
        }
    }

    private static string LineOf(Difference difference, Rule rule) => $"-A {difference.Chain} {RuleWriter.ToText(rule, IpFamily.IPv4)}";
}
