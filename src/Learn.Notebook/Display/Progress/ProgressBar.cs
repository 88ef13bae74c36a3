using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>
/// A progress bar that moves where it stands. However often it is told, front ends hear of it ten times a second at most, and always of the last state.
/// Telling it stops an interrupted cell. Made by <see cref="NotebookFunctions.Progress(string, long?)"/>; disposing it ends it.
/// </summary>
public sealed class ProgressBar : IProgress<long>, IProgress<int>, IDisposable
{
    private const int TextWidth = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly long started;
    private readonly DisplayedValue shown;
    private long lastSent;
    private long done;
    private string remark = "";
    private bool isWaiting;
    private bool isComplete;
    private bool isEnded;

    private ProgressBar(string label, long? total, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(label);
        (Label, Total, this.time) = (label, total, time);
        CancellationToken = CellContext.Current.CancellationToken;
        started = lastSent = time.GetTimestamp();
        timer = time.CreateTimer(_ => SendWaiting(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        shown = DisplayedValue.Show(ToBundle(), []);
    }

    /// <summary>What is under way.</summary>
    public string Label { get; }

    /// <summary>How many steps there are; null if nobody knows.</summary>
    public long? Total { get; }

    /// <summary>How many are done.</summary>
    public long Done
    {
        get
        {
            lock (gate)
            {
                return done;
            }
        }
    }

    /// <summary>Cancelled when the cell that shows the bar is interrupted.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Tells how many steps are done.</summary>
    /// <param name="value">Their number, not the difference.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public void Report(long value) => Report(value, null);

    /// <inheritdoc cref="Report(long)"/>
    public void Report(int value) => Report(value, null);

    /// <summary>Tells how many steps are done, and what is being done.</summary>
    /// <param name="value">Their number, not the difference.</param>
    /// <param name="text">What is being done; null for what was told last.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public void Report(long value, string? text)
    {
        CancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            done = value;
            remark = text ?? remark;
            SendOrWait();
        }
    }

    /// <summary>Shows the bar as full. Without this, a disposed bar stays where it is.</summary>
    public void Complete()
    {
        lock (gate)
        {
            done = Total ?? done;
            isComplete = true;
        }
    }

    /// <summary>Shows the last state, and no more.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isEnded)
            {
                return;
            }

            isEnded = true;
            Send();
        }

        timer.Dispose();
    }

    internal static ProgressBar Show(string label, long? total, TimeProvider? time = null) => new(label, total, time ?? TimeProvider.System);

    internal MimeBundle ToBundle()
    {
        lock (gate)
        {
            var share = Total is { } total and > 0 ? Math.Clamp((double)done / total, 0, 1) : isComplete ? 1 : (double?)null;
            var filled = (int)((share ?? 0) * TextWidth);
            var bar = share is null ? "" : $"[{new string('#', filled)}{new string('.', TextWidth - filled)}] ";
            var count = Total is { } all ? FormattableString.Invariant($"{done:N0} of {all:N0}") : FormattableString.Invariant($"{done:N0}");
            var ending = CancellationToken.IsCancellationRequested && !isComplete ? ", interrupted" : isEnded && !isComplete && Total > done ? ", ended early" : "";
            var label = Label.Length > 0 ? Label + " " : "";
            var words = $"{count}{(remark.Length > 0 ? $", {remark}" : "")}{ending}, {LatencySummary.Text(time.GetElapsedTime(started))}";
            var html = new HtmlOutput().Needs(StyleParts.Progress).Open("div").Text(label)
                .Raw(share is { } known ? FormattableString.Invariant($"<progress max=\"1\" value=\"{known:0.####}\"></progress>") : "<progress></progress>")
                .Element("span", words, ending.Length > 0 ? "warn" : "muted").Close("div");
            return MimeBundle.Text($"{label}{bar}{words}").With(Forms.Html, html.ToString());
        }
    }

    // Under the lock.
    private void SendOrWait()
    {
        var since = time.GetElapsedTime(lastSent);
        if (isEnded || isWaiting)
        {
            return;
        }

        if (since >= Pause)
        {
            Send();
        }
        else
        {
            isWaiting = true;
            timer.Change(Pause - since, Timeout.InfiniteTimeSpan);
        }
    }

    private void SendWaiting()
    {
        lock (gate)
        {
            isWaiting = false;
            if (!isEnded)
            {
                Send();
            }
        }
    }

    private void Send()
    {
        lastSent = time.GetTimestamp();
        shown.Update(ToBundle());
    }
}
