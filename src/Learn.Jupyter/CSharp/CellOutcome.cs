namespace Learn.Jupyter.CSharp;

/// <summary>What became of a cell.</summary>
public sealed record CellOutcome
{
    /// <summary>How it ended.</summary>
    public required CellEnding Ending { get; init; }

    /// <summary>Whether its last expression has a value: true for <c>1 + 1</c>, and for null; false after a semicolon.</summary>
    public bool HasValue { get; init; }

    /// <summary>The value of its last expression.</summary>
    public object? Value { get; init; }

    /// <summary>What the compiler said: errors and warnings, in the order of their places.</summary>
    public IReadOnlyList<CellDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>What it threw, null where it threw nothing.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The name of what went wrong, as front ends show it: an error code or a type of exception; empty on success.</summary>
    public string ErrorName { get; init; } = "";

    /// <summary>One sentence about what went wrong; empty on success.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>What went wrong and where, for people: lines with ANSI colours; empty on success.</summary>
    public IReadOnlyList<string> Traceback { get; init; } = [];

    /// <summary>The cell that gave the value: what reads it later (a sequence runs the cell's code then) reads it there.</summary>
    internal CellContext? Context { get; init; }
}
