using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Contents of answers and publications.</summary>
internal static class Replies
{
    public static JsonObject Ok() => new() { ["status"] = "ok" };

    public static JsonObject Error(CellError error)
    {
        var reply = ErrorBody(error);
        reply["status"] = "error";
        return reply;
    }

    public static JsonObject Error(string name, string message) => Error(new CellError(name, message, []));

    /// <summary>The content of an <c>error</c> publication.</summary>
    public static JsonObject ErrorBody(CellError error) => new()
    {
        ["ename"] = JsonText.WellFormed(error.Name),
        ["evalue"] = JsonText.WellFormed(error.Message),
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => JsonValue.Create(JsonText.WellFormed(line)))]),
    };

    /// <summary>The fields <c>data</c> and <c>metadata</c>.</summary>
    public static JsonObject WithBundle(this JsonObject reply, MimeBundle bundle)
    {
        reply["data"] = NodeOf(bundle.Data);
        reply["metadata"] = NodeOf(bundle.Metadata);
        return reply;
    }

    public static JsonNode? NodeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => JsonValue.Create(element),
    };

    private static JsonObject NodeOf(IEnumerable<KeyValuePair<string, JsonElement>> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, NodeOf(entry.Value))));
}
