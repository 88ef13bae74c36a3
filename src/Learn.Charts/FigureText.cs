using System.Text;

namespace Learn;

/// <summary>A figure that has no drawing in characters, in words and numbers.</summary>
internal static class FigureText
{
    private const int Width = 80;

    public static string Write(Figure figure)
    {
        var text = new StringBuilder(figure.Title);
        if (figure.Caption.Length > 0)
        {
            text.Append('\n').Append(TextWrap.Wrap(figure.Caption, Width).TrimEnd('\n'));
        }

        if (figure.Numbers is { } numbers)
        {
            var table = new TextTable(numbers.Headings);
            foreach (var row in numbers.Rows)
            {
                table.Add(row);
            }

            text.Append("\n\n").Append(table);
        }

        return text.ToString();
    }
}
