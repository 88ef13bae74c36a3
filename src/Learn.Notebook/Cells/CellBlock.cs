namespace Learn.Notebook;

/// <summary>A stretch of a cell in one language: a selector line (<c>#!kubectl get pods</c>) and what stands below it, up to the next one.</summary>
/// <param name="Selector">The name in the selector line, such as <c>kubectl</c>; null for a stretch without such a line.</param>
/// <param name="Arguments">What stands behind the name in the selector line, without <c>--as NAME</c>.</param>
/// <param name="Code">The lines below the selector line.</param>
public sealed record CellBlock(string? Selector, string Arguments, string Code)
{
    /// <summary>The C# variable that the block's result goes to (<c>--as NAME</c>), or null.</summary>
    public string? ResultName { get; init; }

    /// <summary>Index of <see cref="RawArguments"/> in the cell's text, in UTF-16 units.</summary>
    public int ArgumentsStart { get; init; }

    /// <summary>What stands behind the name in the selector line, as written.</summary>
    public string RawArguments { get; init; } = Arguments;

    /// <summary>Index of <see cref="Code"/> in the cell's text, in UTF-16 units.</summary>
    public int CodeStart { get; init; }

    /// <summary>The lines of the cell before <see cref="Code"/>.</summary>
    public int LinesBefore { get; init; }
}
