namespace Learn.Notebook;

/// <summary>How a notebook is run without a front end.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>How long one cell may run; null (the default): as long as it wants.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>True: the cells after one that failed are run, too. Default false.</summary>
    public bool AllowsErrors { get; init; }

    /// <summary>How long a cell has to end that was interrupted; 10 s by default. After that the run is given up.</summary>
    internal TimeSpan InterruptedEndsWithin { get; init; } = TimeSpan.FromSeconds(10);
}
