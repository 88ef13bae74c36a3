using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What became of a block.</summary>
/// <param name="Cell">How it ended, and its result in its forms.</param>
/// <param name="Value">The result as an object, for <c>--as NAME</c>; null where there is none.</param>
public sealed record BlockResult(CellResult Cell, object? Value = null)
{
    /// <summary>Nothing to show.</summary>
    public static BlockResult Done { get; } = new(CellResult.Done);
}
