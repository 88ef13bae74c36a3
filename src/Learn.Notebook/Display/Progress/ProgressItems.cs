using System.Runtime.CompilerServices;

namespace Learn.Notebook;

/// <summary>Items on their way past a progress bar.</summary>
internal static class ProgressItems
{
    /// <summary>The same items.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, string label)
    {
        long? total = items.TryGetNonEnumeratedCount(out var count) ? count : items is IReadOnlyCollection<T> known ? known.Count : null;
        using var bar = ProgressBar.Show(label, total);
        long done = 0;
        foreach (var item in items)
        {
            bar.CancellationToken.ThrowIfCancellationRequested();
            yield return item;
            bar.Report(++done);
        }

        bar.Complete();
    }

    /// <summary>The same items.</summary>
    public static async IAsyncEnumerable<T> OfAsync<T>(
        IAsyncEnumerable<T> items, string label, long? total, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var bar = ProgressBar.Show(label, total);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(bar.CancellationToken, cancellationToken);
        long done = 0;
        await foreach (var item in items.WithCancellation(both.Token))
        {
            both.Token.ThrowIfCancellationRequested();
            yield return item;
            bar.Report(++done);
        }

        bar.Complete();
    }
}
