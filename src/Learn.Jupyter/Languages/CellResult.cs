namespace Learn.Jupyter;

/// <summary>How a cell ended.</summary>
public sealed record CellResult
{
    private CellResult(CellStatus status) => Status = status;

    /// <summary>The cell ended well and has no value to show.</summary>
    public static CellResult Done { get; } = new(CellStatus.Ok);

    /// <summary>The cell was not run, or given up before it did anything.</summary>
    public static CellResult Aborted { get; } = new(CellStatus.Aborted);

    /// <summary>The learner has interrupted the cell.</summary>
    public static CellResult Interrupted { get; } = Failed("Interrupted", "the cell was interrupted");

    /// <summary>Well, failed or aborted.</summary>
    public CellStatus Status { get; }

    /// <summary>The value of the last expression in its forms, or null. Only of a cell that went well.</summary>
    public MimeBundle? Value { get; private init; }

    /// <summary>What went wrong. Not null when <see cref="Status"/> is <see cref="CellStatus.Error"/>, and only then.</summary>
    public CellError? Error { get; private init; }

    /// <summary>The cell ended well with a value, shown as the <c>execute_result</c>.</summary>
    public static CellResult Ok(MimeBundle? value) => value is null ? Done : new(CellStatus.Ok) { Value = value };

    /// <summary>The cell failed.</summary>
    public static CellResult Failed(CellError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(CellStatus.Error) { Error = error };
    }

    /// <summary>The cell failed.</summary>
    /// <param name="name">The kind of error, such as <c>NullReferenceException</c>.</param>
    /// <param name="message">What went wrong, in a sentence.</param>
    /// <param name="traceback">The lines to show, with ANSI colours; the kernel adds nothing to them.</param>
    public static CellResult Failed(string name, string message, IReadOnlyList<string> traceback) =>
        Failed(new CellError(name, message, traceback));

    /// <summary>The cell failed, and the sentence says all of it.</summary>
    public static CellResult Failed(string name, string message) => Failed(name, message, [$"\u001b[31m{name}\u001b[0m: {message}"]);

    /// <summary>The cell's language threw an exception.</summary>
    public static CellResult Threw(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var told = Failed(exception.GetType().Name, exception.Message);
        // A front end that cannot ask is no fault of the code's: where it happened helps nobody.
        return exception is InputRefusedException
            ? told
            : Failed(told.Error!.Name, told.Error.Message, [.. told.Error.Traceback, .. (exception.StackTrace ?? "").Split('\n')]);
    }
}
