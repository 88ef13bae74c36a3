using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Notebook;

/// <summary>
/// Writes a notebook as Jupyter does, byte for byte, so that a stored notebook differs only where it has changed: one space of indentation,
/// names in order, characters outside of ASCII as they are. (nbformat, v4/nbjson.py.) Numbers stay as they were written.
/// </summary>
internal static class NotebookJson
{
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } properties:
                Enclose(text, '{', '}', depth, properties.OrderBy(each => each.Key, StringComparer.Ordinal), property =>
                {
                    WriteString(text, property.Key);
                    text.Append(": ");
                    Write(text, property.Value, depth + 1);
                });
                break;
            case JsonObject:
                text.Append("{}");
                break;
            case JsonArray { Count: > 0 } items:
                Enclose(text, '[', ']', depth, items, item => Write(text, item, depth + 1));
                break;
            case JsonArray:
                text.Append("[]");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Enclose<T>(StringBuilder text, char open, char close, int depth, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(' ', depth + 1);
            separator = ",\n";
            write(item);
        }

        text.Append('\n').Append(' ', depth).Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in MultilineText.WellFormed(value))
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
