namespace Learn.Notebook;

/// <summary>A cell of a shown table.</summary>
/// <param name="Text">Its text, cut already where it was too long.</param>
internal readonly record struct TableCell(string Text)
{
    /// <summary>Its HTML where it has more than text to show; safe.</summary>
    public string? Html { get; init; }

    /// <summary>The parts of the style sheet that <see cref="Html"/> needs.</summary>
    public StyleParts Parts { get; init; }

    /// <summary>A class of the style sheet (<c>good</c>, <c>bad</c>, <c>warn</c>, <c>muted</c>), or null.</summary>
    public string? Tone { get; init; }

    /// <summary>True for a number: it is aligned on the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>True for a text that may be broken into lines however short it is, because the table is wide.</summary>
    public bool Wraps { get; init; }

    public static implicit operator TableCell(string text) => new(text);
}
