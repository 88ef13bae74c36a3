namespace Learn.Notebook;

/// <summary>How much of a value is shown. A notebook is stored with its outputs, and a page with a million rows cannot be read.</summary>
internal static class DisplayLimits
{
    /// <summary>Rows of a table.</summary>
    public const int Rows = 50;

    /// <summary>Columns of a table.</summary>
    public const int Columns = 20;

    /// <summary>Characters of a cell of a table.</summary>
    public const int CellText = 300;

    /// <summary>Characters of a text shown by itself.</summary>
    public const int Text = 50_000;

    /// <summary>Lines of a listing.</summary>
    public const int Lines = 1_000;

    /// <summary>Items of a sequence within a cell.</summary>
    public const int NestedItems = 10;

    /// <summary>Objects within objects.</summary>
    public const int Depth = 3;

    /// <summary>Objects of one output that are unfolded, those within others included.</summary>
    public const int Values = 300;

    /// <summary>Bytes of a dump.</summary>
    public const int Bytes = 256;

    /// <summary>A text, cut where it is too long, with a note of how long it is.</summary>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : FormattableString.Invariant($"{text[..CutAt(text, limit)]}… ({text.Length:N0} characters)");

    // A surrogate pair stays whole.
    private static int CutAt(string text, int limit) => char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
}
