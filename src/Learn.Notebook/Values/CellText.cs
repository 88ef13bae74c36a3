namespace Learn.Notebook;

/// <summary>A cell's text and where in it a part begins, to name places as the learner sees them.</summary>
/// <param name="Text">The whole cell.</param>
/// <param name="Start">Index of the part's first character.</param>
internal readonly record struct CellText(string Text, int Start)
{
    /// <summary>The first place of some text in the part, as <c>line 3, column 5</c> of the cell; both count from 1.</summary>
    public string PlaceOf(string part)
    {
        var index = Math.Max(0, Text.IndexOf(part, Math.Min(Start, Text.Length), StringComparison.Ordinal));
        var before = Text.AsSpan(0, index);
        return $"line {before.Count('\n') + 1}, column {index - before.LastIndexOf('\n')}";
    }
}
