using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>One cell to run.</summary>
/// <param name="Code">The cell's text as the front end sent it.</param>
public sealed record CellRequest(string Code)
{
    /// <summary>The number in the brackets beside the cell: 1 for the first of a session. Silent cells see the number that is next.</summary>
    public int ExecutionCount { get; init; } = 1;

    /// <summary>True for a cell that shows nothing and counts for nothing.</summary>
    public bool IsSilent { get; init; }

    /// <summary>False for a cell that is not to be remembered.</summary>
    public bool StoresHistory { get; init; } = true;

    /// <summary>Whether the front end can ask its user for input.</summary>
    public bool AllowsInput { get; init; }

    /// <summary>The metadata of the request: an object, in which front ends put what they know about the cell.</summary>
    public JsonElement Metadata { get; init; } = JsonElement.Parse("{}");

    /// <summary>The cell's id in its notebook (<c>cellId</c>, JupyterLab; <c>vscode</c> has its own), or null.</summary>
    public string? CellId { get; init; }
}
