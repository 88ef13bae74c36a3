using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>How much traffic rules have seen.</summary>
internal static class CounterForms
{
    /// <summary>What rules have seen between two moments.</summary>
    public static MimeBundle Of(RuleCounterChanges changes)
    {
        var all = changes.Changes.IsDefault ? [] : changes.Changes;
        var table = all.IsEmpty ? new ShownTable([], []) { Note = "No rule has seen a packet." } : LabRows.TryMake([.. all.Take(DisplayLimits.Lines)])!;
        return Shown(table, $"{changes.Node}, {changes.Family}: packets since", all.Length, "In the nat table a packet is a connection.", changes.ToString());
    }

    /// <summary>What rules have seen so far; those that have seen nothing are counted only.</summary>
    public static MimeBundle Of(RuleCounters counters)
    {
        var all = counters.Rules.IsDefault ? [] : counters.Rules;
        var busy = all.Where(rule => rule.Counters.Packets > 0).ToList();
        var table = busy.Count == 0 ? new ShownTable([], []) : LabRows.TryMake([.. busy.Take(DisplayLimits.Lines)])!;
        var note = FormattableString.Invariant($"{busy.Count:N0} of {all.Length:N0} rules have seen packets. In the nat table a packet is a connection.");
        return Shown(table, $"{counters.Node}, {counters.Family}: packets so far", busy.Count, note, null);
    }

    private static MimeBundle Shown(ShownTable table, string caption, int count, string note, string? text)
    {
        var cut = count > DisplayLimits.Lines ? FormattableString.Invariant($"The first {DisplayLimits.Lines:N0} of {count:N0}. ") : "";
        var bundle = (table with { Caption = caption, Note = cut + (table.Note ?? note) }).ToBundle();
        return text is null ? bundle : bundle.With(Forms.Plain, DisplayLimits.Cut(text.TrimEnd(), DisplayLimits.Text));
    }
}
