using System.Text;

namespace Learn;

/// <summary>Breaks a sentence into lines.</summary>
public static class TextWrap
{
    /// <summary>Breaks at blanks so that no line is longer than the width, except where one word is. Ends with a line break.</summary>
    public static string Wrap(string text, int width)
    {
        var result = new StringBuilder();
        var column = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                result.Append('\n');
                column = 0;
            }

            if (column > 0)
            {
                result.Append(' ');
                column++;
            }

            result.Append(word);
            column += word.Length;
        }

        return result.Append('\n').ToString();
    }
}
