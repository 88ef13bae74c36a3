using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What could stand at the cursor.</summary>
/// <param name="Matches">Best first. All replace the same stretch.</param>
/// <param name="Start">Start of the stretch in <see cref="BlockQuestion.Text"/>, in UTF-16 units.</param>
/// <param name="End">Its end (exclusive).</param>
public sealed record BlockCompletion(IReadOnlyList<CompletionMatch> Matches, int Start, int End)
{
    /// <summary>Nothing fits.</summary>
    public static BlockCompletion None { get; } = new([], 0, 0);
}
