namespace Learn;

/// <summary>Numbers and columns in figures, as the project writes them everywhere.</summary>
internal static class ChartText
{
    /// <summary>The width that a terminal always has.</summary>
    public const int Width = 80;

    /// <summary>A name in a column: filled up with blanks, or cut.</summary>
    public static string Column(string label, int width) => (label.Length > width ? label[..(width - 1)] + "…" : label).PadRight(width);
}
