namespace Learn;

/// <summary>One line of a listing in a report.</summary>
/// <param name="Text">The line, without its line break.</param>
/// <param name="Change">What became of the line.</param>
public readonly record struct ListingLine(string Text, LineChange Change = LineChange.None)
{
    /// <summary>A remark shown after the line, in running text, or null.</summary>
    public string? Note { get; init; }

    /// <summary>True: the line is the one that the text around the listing is about.</summary>
    public bool Emphasised { get; init; }
}
