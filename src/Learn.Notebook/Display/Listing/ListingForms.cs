using Learn.Jupyter;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Explanations, listings and manifests with their rules.</summary>
internal static class ListingForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        AnnotatedListing listing => Of(listing),
        RulesetExplanation explanation => Of(AnnotatedListing.Of(explanation)),
        ManifestView view => MimeBundle.Text(view.ToString()).With(Forms.Html, ManifestHtml.Write(view)),
        IExplanation explanation => MimeBundle.Text(DisplayLimits.Cut(ExplanationText.Write(explanation, FamilyOf(explanation)), DisplayLimits.Text)).With(Forms.Html, ExplanationHtml.Write(explanation)),
        _ => null,
    };

    private static MimeBundle Of(AnnotatedListing listing)
    {
        // A text for a terminal: folded where it would be long.
        var lines = ListingText.Lines(listing).Take(DisplayLimits.Lines).Select(line => string.Concat(line.Select(part => part.Text))).ToList();
        string text = string.Join('\n', lines) + (lines.Count == DisplayLimits.Lines ? "\n…" : "");
        return MimeBundle.Text(text.TrimEnd('\n')).With(Forms.Html, ListingHtml.Write(listing));
    }

    private static IpFamily FamilyOf(IExplanation explanation) => (explanation as RuleExplanation)?.Rules?.Reading.Ruleset.Family ?? IpFamily.IPv4;
}
