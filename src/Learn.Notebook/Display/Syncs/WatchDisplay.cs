using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Syncs as they happen, in one display that changes in place; the newest last.</summary>
internal sealed class WatchDisplay
{
    private readonly ICellOutput output;
    private readonly string what;
    private readonly string id = Guid.NewGuid().ToString("n");
    private readonly Queue<SyncEvent> shown = [];
    private int count;

    public WatchDisplay(ICellOutput output, string? node)
    {
        this.output = output;
        what = node ?? "all nodes";
        output.Display(Data($"Watching {what} …"));
    }

    /// <summary>How many syncs there were.</summary>
    public int Count => count;

    /// <summary>Adds syncs.</summary>
    public void Add(SyncEvent sync)
    {
        count++;
        shown.Enqueue(sync);
        while (shown.Count > DisplayLimits.Rows)
        {
            shown.Dequeue();
        }

        output.UpdateDisplay(Data($"Watching {what} …"));
    }

    /// <summary>Says how it ended.</summary>
    public void Finish(string how) => output.UpdateDisplay(Data(FormattableString.Invariant($"Watched {what}: {count:N0} sync{(count == 1 ? "" : "s")}{how}.")));

    private DisplayData Data(string said)
    {
        var html = new HtmlOutput();
        var text = said;
        if (shown.Count > 0)
        {
            var table = SyncRows.OfEvents([.. shown])! with { Note = count > shown.Count ? FormattableString.Invariant($"{count - shown.Count:N0} earlier ones are not shown.") : null };
            table.WriteTo(html);
            text = $"{string.Join('\n', shown)}\n{said}";
        }

        return new DisplayData(MimeBundle.Text(text).With(Forms.Html, html.Element("div", said, "muted").ToString())) { DisplayId = id };
    }
}
