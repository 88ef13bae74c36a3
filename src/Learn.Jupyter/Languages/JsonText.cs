using System.Text;
using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>JSON values of single texts, made without reflection.</summary>
internal static class JsonText
{
    /// <summary>The text as a JSON string. Halves of surrogate pairs, which JSON over UTF-8 cannot carry, become U+FFFD.</summary>
    public static JsonElement ElementOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStringValue(WellFormed(text));
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The text with U+FFFD in place of each half of a surrogate pair that stands alone.</summary>
    public static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
