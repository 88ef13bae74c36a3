using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>Reads fields of a request. A field of another kind than the protocol's makes the request malformed; one that is absent has its default.</summary>
internal static class RequestContent
{
    public static string Text(this JsonElement content, string name, string? ifAbsent = null)
    {
        if (!Has(content, name, out var value))
        {
            return ifAbsent ?? throw new MalformedRequestException($"{name} is missing");
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new MalformedRequestException($"{name} is not a text");
        }
        catch (InvalidOperationException)
        {
            throw new MalformedRequestException($"{name} holds half a surrogate pair");
        }
    }

    public static string? TextOrNull(this JsonElement content, string name) => Has(content, name, out _) ? content.Text(name) : null;

    public static bool Flag(this JsonElement content, string name, bool ifAbsent) =>
        !Has(content, name, out var value) ? ifAbsent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new MalformedRequestException($"{name} is neither true nor false");

    public static int? Number(this JsonElement content, string name) =>
        !Has(content, name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw new MalformedRequestException($"{name} is not an integer");

    public static JsonElement? Object(this JsonElement content, string name) =>
        !Has(content, name, out var value) ? null
        : value.ValueKind == JsonValueKind.Object ? value
        : throw new MalformedRequestException($"{name} is not an object");

    private static bool Has(JsonElement content, string name, out JsonElement value) =>
        content.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
