using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Learn.Notebook.Kubectl;

/// <summary>A JSONPath template, as <c>kubectl get -o jsonpath=…</c> takes it.</summary>
internal sealed class JsonPathTemplate
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<JsonPathNode> nodes;

    private JsonPathTemplate(IReadOnlyList<JsonPathNode> nodes) => this.nodes = nodes;

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is none; the message says where.</exception>
    public static JsonPathTemplate Parse(string template) => new(JsonPathReader.ReadTemplate(template));

    /// <summary>Fills it in.</summary>
    /// <exception cref="FormatException">It asks for an element that is not there, or compares what cannot be compared.</exception>
    public string Fill(JsonElement root)
    {
        var text = new StringBuilder();
        Write(text, nodes, root);
        return text.ToString();
    }

    /// <summary>The values of its paths, one list after the other.</summary>
    /// <exception cref="FormatException">It asks for an element that is not there, or compares what cannot be compared.</exception>
    public IReadOnlyList<JsonElement> ValuesOf(JsonElement root) => [.. Values(nodes, root)];

    /// <summary>A value as kubectl prints it: texts as they are, lists and maps as JSON.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Compact),
        _ => value.GetRawText(),
    };

    private static void Write(StringBuilder text, IReadOnlyList<JsonPathNode> nodes, JsonElement current)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case JsonPathNode.Literal literal:
                    text.Append(literal.Text);
                    break;
                case JsonPathNode.Path path:
                    text.AppendJoin(' ', JsonPathWalk.Find(current, path.Steps).Select(TextOf));
                    break;
                case JsonPathNode.Range range:
                    foreach (var value in JsonPathWalk.Find(current, range.Steps))
                    {
                        Write(text, range.Body, value);
                    }

                    break;
            }
        }
    }

    private static IEnumerable<JsonElement> Values(IReadOnlyList<JsonPathNode> nodes, JsonElement current) => nodes.SelectMany(node => node switch
    {
        JsonPathNode.Path path => JsonPathWalk.Find(current, path.Steps),
        JsonPathNode.Range range => JsonPathWalk.Find(current, range.Steps).SelectMany(value => Values(range.Body, value)),
        _ => [],
    });
}
