using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Notebook;

/// <summary>Texts as notebooks store them: a list of lines, or a string. (nbformat, "multiline strings"; rwbase.py.)</summary>
internal static class MultilineText
{
    /// <summary>The text, however it is stored; null where the field is no text.</summary>
    public static string? Read(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray lines when lines.All(line => line is JsonValue value && value.TryGetValue<string>(out _)) => string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => null,
    };

    /// <summary>The lines, each with its end. Jupyter writes with Python, which knows more ends of lines than \n.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            if (text[i] is '\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029')
            {
                lines.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    /// <summary>The text with U+FFFD in place of halves of characters, which no file can hold.</summary>
    public static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
