namespace Learn.Jupyter;

/// <summary>
/// Positions of the protocol count Unicode code points; .NET's count UTF-16 units. They differ after a character outside the basic plane
/// (an emoji, for one).
/// </summary>
public static class CodePoints
{
    /// <summary>The index into <paramref name="text"/> of a position in code points. Positions outside the text become its start or end.</summary>
    public static int ToIndex(string text, int position)
    {
        ArgumentNullException.ThrowIfNull(text);
        var index = 0;
        for (var passed = 0; passed < position && index < text.Length; passed++)
        {
            index += IsPairAt(text, index) ? 2 : 1;
        }

        return index;
    }

    /// <summary>The position in code points of an index into <paramref name="text"/>. Indexes outside the text become its start or end.</summary>
    public static int FromIndex(string text, int index)
    {
        ArgumentNullException.ThrowIfNull(text);
        var position = 0;
        for (var at = 0; at < index && at < text.Length; at += IsPairAt(text, at) ? 2 : 1)
        {
            position++;
        }

        return position;
    }

    private static bool IsPairAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
}
