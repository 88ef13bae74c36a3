using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Map = System.Collections.Generic.SortedDictionary<string, object?>;

namespace Learn.Cluster;

/// <summary>The annotation in which <c>kubectl apply</c> keeps what it applied last, so that the next apply knows which fields were
/// removed from the manifest.</summary>
internal static class LastApplied
{
    public const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a document says, with its namespace.</summary>
    public static Map ReadManifest(ManifestDocument document, string? space)
    {
        var map = (Map)Unstructured.From(document.Root)!;
        var metadata = (Map)map["metadata"]!;
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        // What kubectl itself prints for objects that do not exist yet; it never means "remove".
        if (metadata.TryGetValue("creationTimestamp", out var created) && created is null)
        {
            metadata.Remove("creationTimestamp");
        }

        metadata["annotations"] = metadata.GetValueOrDefault("annotations") as Map ?? new Map(StringComparer.Ordinal);
        return map;
    }

    /// <summary>The same with the annotation that holds it.</summary>
    public static Map Annotate(Map modified)
    {
        var text = ToJson(modified) + "\n";
        var metadata = new Map((Map)modified["metadata"]!, StringComparer.Ordinal);
        metadata["annotations"] = new Map((Map)metadata["annotations"]!, StringComparer.Ordinal) { [Annotation] = text };
        return new Map(modified, StringComparer.Ordinal) { ["metadata"] = metadata };
    }

    /// <summary>What an annotation holds; null when it cannot be read.</summary>
    public static Map? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return From(json.RootElement) as Map;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value as compact JSON with sorted keys.</summary>
    public static string ToJson(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case Map map:
                writer.WriteStartObject();
                foreach (var (name, item) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
            case List<object?> list:
                writer.WriteStartArray();
                list.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static object? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new Map(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    map[property.Name] = From(property.Value);
                }

                return map;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(From).ToList();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out var integer) ? integer : element.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return null;
        }
    }
}
