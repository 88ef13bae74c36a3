using System.Globalization;
using System.Text;

namespace Learn.Cluster;

/// <summary>Writes plain trees (sorted maps, lists, texts, numbers, booleans) as YAML, in the manner of kubectl: two blanks per level, lists
/// flush with their field, quotes only where a text would be read as something else.</summary>
internal static class YamlText
{
    private const string Special = "-?:,[]{}#&*!|>'\"%@`";

    public static string Write(SortedDictionary<string, object?> map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, 0);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, SortedDictionary<string, object?> map, int depth, bool continuesLine = false)
    {
        foreach (var (name, value) in map)
        {
            Indent(text, continuesLine ? 0 : depth);
            continuesLine = false;
            text.Append(Quote(name)).Append(':');
            WriteValue(text, value, depth);
        }
    }

    private static void WriteValue(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case SortedDictionary<string, object?> { Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, depth + 1);
                break;
            case List<object?> { Count: > 0 } list:
                text.Append('\n');
                WriteList(text, list, depth);
                break;
            case string { Length: > 0 } lines when lines.Contains('\n') && CanBeBlock(lines):
                text.Append(lines.EndsWith('\n') ? " |\n" : " |-\n");
                foreach (var line in lines.TrimEnd('\n').Split('\n'))
                {
                    Indent(text, line.Length == 0 ? 0 : depth + 1);
                    text.Append(line).Append('\n');
                }

                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteList(StringBuilder text, List<object?> list, int depth)
    {
        foreach (var item in list)
        {
            Indent(text, depth);
            text.Append('-');
            if (item is SortedDictionary<string, object?> { Count: > 0 } map)
            {
                text.Append(' ');
                WriteMap(text, map, depth + 1, continuesLine: true);
            }
            else
            {
                WriteValue(text, item, depth + 1);
            }
        }
    }

    private static void Indent(StringBuilder text, int depth) => text.Append(' ', depth * 2);

    private static string Scalar(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        string text => Quote(text),
        SortedDictionary<string, object?> => "{}",
        List<object?> => "[]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString() ?? ""),
    };

    // One final line end at most, and no line that begins with a blank: what a block says without further marks.
    private static bool CanBeBlock(string lines) =>
        !lines.EndsWith("\n\n", StringComparison.Ordinal)
        && !lines.StartsWith('\n')
        && !lines.StartsWith(' ')
        && !lines.Any(character => char.IsControl(character) && character != '\n');

    private static string Quote(string text) => NeedsQuotes(text) ? Quoted(text) : text;

    private static bool NeedsQuotes(string text) =>
        text.Length == 0
        || YamlScalars.Resolve(text) is not string
        || LooksLikeTime(text)
        || (Special.Contains(text[0]) && !(text[0] is '-' or '?' or ':' && text.Length > 1 && text[1] != ' '))
        || text is "=" or "<<"
        || text[0] == ' '
        || text[^1] is ' ' or ':'
        || text.Contains(": ", StringComparison.Ordinal)
        || text.Contains(" #", StringComparison.Ordinal)
        || text.Any(char.IsControl);

    private static bool LooksLikeTime(string text) =>
        text.Length >= 8 && char.IsAsciiDigit(text[0]) && text.Count(character => character == '-') >= 2
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Quoted(string text)
    {
        // go-yaml takes single quotes where the text is plain but for its first character or a colon, double ones where it would be of another type.
        if (!text.Any(char.IsControl) && text.Length > 0 && YamlScalars.Resolve(text) is string && !LooksLikeTime(text))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when char.IsControl(character) => $"\\x{(int)character:x2}",
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
