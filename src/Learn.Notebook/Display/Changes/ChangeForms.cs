using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What changed between rulesets: sentences about Services first, then other things, and the lines of rules to unfold.</summary>
internal static class ChangeForms
{
    private const int RulesInText = 30;

    /// <summary>The changes in their forms.</summary>
    public static MimeBundle Of(RulesetChanges changes)
    {
        if (changes.IsEmpty)
        {
            return MimeBundle.Text("Nothing changed.").With(Forms.Html, new HtmlOutput().Element("p", "Nothing changed.", "good").ToString());
        }

        var html = new HtmlOutput();
        Section(html, "Services", [.. changes.Services.SelectMany(service => service.Sentences)]);
        Section(html, "Other things", [.. changes.Others]);
        if (!changes.Rules.IsEmpty)
        {
            html.Raw("<details>").Open("summary").Element("b", "Rules").Text(FormattableString.Invariant($": {changes.Rules.Length:N0} changed")).Close("summary")
                .Raw(DifferenceForms.Inner(changes.Rules)).Needs(StyleParts.Listing).Close("details");
        }

        return MimeBundle.Text(DisplayLimits.Cut(changes.ToText(RulesInText).TrimEnd('\n'), DisplayLimits.Text)).With(Forms.Html, html.ToString());
    }

    /// <summary>What changed about one Service.</summary>
    public static MimeBundle Of(ServiceChange change)
    {
        var html = new HtmlOutput();
        Section(html, change.Service, [.. change.Sentences]);
        return MimeBundle.Text(change.ToString()).With(Forms.Html, html.ToString());
    }

    private static void Section(HtmlOutput html, string title, string[] sentences)
    {
        if (sentences.Length == 0)
        {
            return;
        }

        html.Element("div", title, "head").Open("ul");
        foreach (string sentence in sentences.Take(DisplayLimits.Rows))
        {
            html.Element("li", sentence);
        }

        html.Close("ul").Element("p", sentences.Length > DisplayLimits.Rows ? FormattableString.Invariant($"… {sentences.Length - DisplayLimits.Rows:N0} more") : "", "muted");
    }
}
