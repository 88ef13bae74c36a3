using System.Text;

namespace Learn.Proxy;

/// <summary>Breaks lines of reports.</summary>
internal static class LineWrapping
{
    /// <summary>Appends words in lines of at most a width, except where one word is longer.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="words">The words, with a blank between two.</param>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="others">What the others begin with.</param>
    /// <param name="width">The width, in characters.</param>
    public static void Append(StringBuilder text, string words, string first, string others, int width)
    {
        int column = first.Length;
        text.Append(first);
        bool isFirst = true;
        foreach (Range range in words.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> word = words.AsSpan()[range];
            if (!isFirst && column + 1 + word.Length > width)
            {
                text.Append('\n').Append(others);
                column = others.Length;
                isFirst = true;
            }

            text.Append(isFirst ? "" : " ").Append(word);
            column += word.Length + (isFirst ? 0 : 1);
            isFirst = false;
        }

        text.Append('\n');
    }
}
