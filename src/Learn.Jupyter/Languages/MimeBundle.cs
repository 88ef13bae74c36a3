using System.Collections.Immutable;
using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>One thing in several forms, by MIME type. Text forms hold a string, binary ones base64, JSON types (<c>application/…+json</c>) JSON.</summary>
public sealed record MimeBundle
{
    /// <summary>Nothing at all.</summary>
    public static MimeBundle Empty { get; } = new();

    /// <summary>The forms, by MIME type.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Data { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>What a front end should know about the forms: by MIME type (<c>{"image/png": {"width": 640}}</c>) or for all of them.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>A bundle with a plain text alone.</summary>
    public static MimeBundle Text(string text) => Empty.With("text/plain", text);

    /// <summary>The same with one more text form, or another text for this form.</summary>
    public MimeBundle With(string mimeType, string text) => With(mimeType, JsonText.ElementOf(text));

    /// <summary>The same with one more JSON form.</summary>
    public MimeBundle With(string mimeType, JsonElement json)
    {
        ArgumentException.ThrowIfNullOrEmpty(mimeType);
        return this with { Data = Data.SetItem(mimeType, json) };
    }

    /// <summary>The same with one more binary form, sent as base64.</summary>
    public MimeBundle WithBytes(string mimeType, ReadOnlySpan<byte> bytes) => With(mimeType, Convert.ToBase64String(bytes));

    /// <summary>The same with one more entry of metadata.</summary>
    public MimeBundle WithMetadata(string key, JsonElement value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return this with { Metadata = Metadata.SetItem(key, value) };
    }

    /// <summary>The text of a form, or null where there is none.</summary>
    public string? TextOf(string mimeType) =>
        Data.TryGetValue(mimeType, out var form) ? form.ValueKind == JsonValueKind.String ? form.GetString() : form.GetRawText() : null;
}
