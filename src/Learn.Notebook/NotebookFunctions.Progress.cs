namespace Learn.Notebook;

/// <content>Saying how far it is.</content>
public static partial class NotebookFunctions
{
    /// <summary>The same items, with a progress bar that moves as they are taken: <c>foreach (var x in Progress(items, "Requests")) …</c>. Interrupting the cell ends it.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The items; their number is told where it is known without counting.</param>
    /// <param name="label">What is under way.</param>
    public static IEnumerable<T> Progress<T>(IEnumerable<T> items, string label = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        return ProgressItems.Of(items, label);
    }

    /// <summary>The same for items that come one by one.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="label">What is under way.</param>
    /// <param name="total">Their number, or null if nobody knows.</param>
    public static IAsyncEnumerable<T> Progress<T>(IAsyncEnumerable<T> items, string label = "", long? total = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return ProgressItems.OfAsync(items, label, total);
    }

    /// <summary>A progress bar to move by hand: <c>using var progress = Progress("Requests", 300); … progress.Report(17);</c></summary>
    /// <param name="label">What is under way.</param>
    /// <param name="total">How many steps there are, or null if nobody knows.</param>
    public static ProgressBar Progress(string label, long? total = null) => ProgressBar.Show(label, total);
}
