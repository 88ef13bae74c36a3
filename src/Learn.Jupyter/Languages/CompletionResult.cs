namespace Learn.Jupyter;

/// <summary>What could stand at the cursor.</summary>
/// <param name="Matches">Best first. All replace the same stretch of the text.</param>
/// <param name="CursorStart">Start of the stretch that a match replaces, in Unicode code points.</param>
/// <param name="CursorEnd">End of the stretch (exclusive), in Unicode code points.</param>
public sealed record CompletionResult(IReadOnlyList<CompletionMatch> Matches, int CursorStart, int CursorEnd)
{
    /// <summary>Nothing fits at this place.</summary>
    public static CompletionResult None(int cursorPosition) => new([], cursorPosition, cursorPosition);
}
