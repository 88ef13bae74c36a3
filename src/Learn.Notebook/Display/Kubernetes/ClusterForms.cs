using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What the cluster says it did.</summary>
internal static class ClusterForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        ApplyResult applied => Lines(value, [.. applied.Objects.Select(each => Line(each, applied.IsDryRun))]),
        DeleteResult deleted => Lines(
            value,
            [.. deleted.Objects.Select(Line), .. deleted.NotFound.Select(message => ($"Error from server (NotFound): {message}", "", "bad"))]),
        AppliedObject one => Lines(value, [Line(one, false)]),
        DeletedObject one => Lines(value, [Line(one)]),
        RolloutState state => Lines(value, [(state.Message, "", state.HasFailed ? "bad" : state.IsDone ? "good" : "warn")]),
        DrainPlan plan => Lines(value, [.. plan.ToString().Split('\n').Select(line => (line, "", plan.IsAllowed ? "" : "bad"))]),
        _ => null,
    };

    private static (string Text, string Word, string Tone) Line(AppliedObject one, bool isDryRun) =>
        ($"{one.Kind.DisplayName}/{one.Name.Name} ", one.Outcome.ToString().ToLowerInvariant() + (isDryRun ? " (server dry run)" : ""), one.Outcome switch
        {
            ApplyOutcome.Created => "good",
            ApplyOutcome.Configured => "warn",
            _ => "muted",
        });

    private static (string Text, string Word, string Tone) Line(DeletedObject one) =>
        ($"{one.Kind.DisplayName} \"{one.Name.Name}\" ", "deleted" + (one.IsTerminating ? " (still terminating)" : ""), "bad");

    private static MimeBundle Lines(object value, IReadOnlyList<(string Text, string Word, string Tone)> lines)
    {
        var html = new HtmlOutput().Needs(StyleParts.Listing).Open("pre", "wrap");
        if (lines.Count == 0)
        {
            html.Element("span", value.ToString() is { Length: > 0 } text ? text : "Nothing to do.", "muted");
        }

        for (var i = 0; i < Math.Min(lines.Count, DisplayLimits.Lines); i++)
        {
            var (before, word, tone) = lines[i];
            html.Text(i > 0 ? "\n" : "");
            html.Text(word.Length > 0 ? before : "").Element("span", word.Length > 0 ? word : before, tone.Length > 0 ? tone : null);
        }

        html.Text(lines.Count > DisplayLimits.Lines ? $"\n… ({lines.Count - DisplayLimits.Lines} more)" : "").Close("pre");
        return MimeBundle.Text(DisplayLimits.Cut(value.ToString() ?? "", DisplayLimits.Text)).With(Forms.Html, html.ToString());
    }
}
