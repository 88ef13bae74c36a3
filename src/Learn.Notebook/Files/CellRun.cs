using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A cell of a run, at its start or at its end.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Number">Its number among the cells that are run, from 1.</param>
/// <param name="Count">How many cells are run in all.</param>
public sealed record CellRun(NotebookCell Cell, int Number, int Count)
{
    /// <summary>How it ended; null at its start.</summary>
    public CellResult? Result { get; init; }

    /// <summary>How long it took; zero at its start.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether its error was to be expected: the cell has the tag <c>raises-exception</c>.</summary>
    public bool MayFail => Cell.Tags.Contains("raises-exception");

    /// <summary>Whether it failed and was not to.</summary>
    public bool HasFailed => Result is { Status: not CellStatus.Ok } && !MayFail;
}
