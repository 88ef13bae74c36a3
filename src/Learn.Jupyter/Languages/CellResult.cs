namespace Learn.Jupyter;

/// <summary>How a cell ended.</summary>
public sealed record CellResult
{
    private CellResult(CellStatus status) => Status = status;

    /// <summary>The cell ended well and has no value to show.</summary>
    public static CellResult Done { get; } = new(CellStatus.Ok);

    /// <summary>The cell was not run, or given up before it did anything.</summary>
    public static CellResult Aborted { get; } = new(CellStatus.Aborted);

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
}
