using System.Text.Json;
using System.Text.Json.Nodes;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Outputs as nbformat describes them, and those among them that can be changed later.</summary>
internal sealed class StoredOutputs(Lock gate)
{
    // These are text too, and stored as lines. (nbformat, v4/rwbase.py.)
    private static readonly string[] TextsByOtherNames = ["application/javascript", "image/svg+xml"];
    private readonly Dictionary<string, List<JsonObject>> byDisplayId = new(StringComparer.Ordinal);

    /// <summary>Held while outputs change.</summary>
    public Lock Gate => gate;

    public JsonObject Display(DisplayData data)
    {
        var output = Bundle("display_data", data.Content);
        if (data.DisplayId is { } id)
        {
            if (!byDisplayId.TryGetValue(id, out var shown))
            {
                byDisplayId[id] = shown = [];
            }

            shown.Add(output);
        }

        return output;
    }

    /// <summary>Changes what was shown with this id, in whichever cell.</summary>
    public void Update(DisplayData data)
    {
        foreach (var output in byDisplayId.GetValueOrDefault(data.DisplayId!) ?? [])
        {
            var changed = Bundle("display_data", data.Content);
            foreach (var name in (string[])["data", "metadata"])
            {
                var value = changed[name];
                changed.Remove(name);
                output[name] = value;
            }
        }
    }

    public static JsonObject Result(MimeBundle value, int executionCount)
    {
        var output = Bundle("execute_result", value);
        output["execution_count"] = executionCount;
        return output;
    }

    public static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(line))]),
    };

    private static JsonObject Bundle(string type, MimeBundle bundle) => new()
    {
        ["data"] = new JsonObject(bundle.Data.Select(form => KeyValuePair.Create(form.Key, Form(form.Key, form.Value)))),
        ["metadata"] = new JsonObject(bundle.Metadata.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        ["output_type"] = type,
    };

    private static JsonNode? Form(string mimeType, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && (mimeType.StartsWith("text/", StringComparison.Ordinal) || TextsByOtherNames.Contains(mimeType))
            ? MultilineText.Lines(value.GetString()!)
            : Node(value);

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
