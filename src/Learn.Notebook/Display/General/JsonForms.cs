using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>JSON, indented.</summary>
internal static class JsonForms
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value in its forms, or null where it is no JSON.</summary>
    public static MimeBundle? TryFormat(object value)
    {
        var json = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Undefined } => "undefined",
            JsonElement or JsonDocument or JsonNode => JsonSerializer.Serialize(value, Indented),
            _ when value.GetType().Namespace == "Newtonsoft.Json.Linq" => value.ToString() ?? "",
            _ => null,
        };
        if (json is null)
        {
            return null;
        }

        var text = DisplayLimits.Cut(json, DisplayLimits.Text);
        return MimeBundle.Text(text).With(Forms.Html, new HtmlOutput().Block(text).ToString());
    }
}
