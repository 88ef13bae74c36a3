using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Notebook;

/// <summary>One cell of a stored notebook. Fields that are unknown here stay as they are.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json) => Json = json;

    /// <summary><c>code</c>, <c>markdown</c> or <c>raw</c>.</summary>
    public string Type => (string?)Json["cell_type"] ?? "";

    /// <summary>Whether it is a code cell with something in it.</summary>
    public bool IsExecutable => Type == "code" && !string.IsNullOrWhiteSpace(Source);

    /// <summary>What is written in it.</summary>
    public string Source => MultilineText.Read(Json["source"]) ?? "";

    /// <summary>Its id, from nbformat 4.5 on; null before.</summary>
    public string? Id => (string?)Json["id"];

    /// <summary>Its metadata: an object, in which front ends put what they know about it.</summary>
    public JsonElement Metadata => JsonElement.Parse((Json["metadata"] as JsonObject)?.ToJsonString() ?? "{}");

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags => Json["metadata"]?["tags"] is JsonArray tags
        ? [.. tags.OfType<JsonValue>().Where(tag => tag.GetValueKind() == JsonValueKind.String).Select(tag => tag.GetValue<string>())]
        : [];

    /// <summary>The number in its brackets; null for a cell that was not run.</summary>
    public int? ExecutionCount => Json["execution_count"] is JsonValue value && value.TryGetValue<int>(out var count) ? count : null;

    /// <summary>What it has shown, as nbformat describes it. Empty for a cell that is no code.</summary>
    public IReadOnlyList<JsonObject> Outputs => Json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Pictures that are stored with it, as <c>data:</c> addresses, by name.</summary>
    public IReadOnlyDictionary<string, string> Attachments
    {
        get
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, forms) in Json["attachments"] as JsonObject ?? [])
            {
                if ((forms as JsonObject)?.FirstOrDefault() is { Key: { } type, Value: { } content } && MultilineText.Read(content) is { } base64)
                {
                    found[name] = $"data:{type};base64,{base64.ReplaceLineEndings("")}";
                }
            }

            return found;
        }
    }

    internal JsonObject Json { get; }

    /// <summary>Makes it a cell that was not run; code cells only.</summary>
    internal void Clear()
    {
        if (Type == "code")
        {
            Json["execution_count"] = null;
            Json["outputs"] = new JsonArray();
        }
    }

    /// <summary>Makes it a cell that is being run.</summary>
    /// <returns>The list for its outputs.</returns>
    internal JsonArray Begin(int executionCount)
    {
        var outputs = new JsonArray();
        Json["execution_count"] = executionCount;
        Json["outputs"] = outputs;
        return outputs;
    }
}
