using System.Text.Json;

namespace Learn.Notebook;

/// <summary>The language that a cell's metadata names. Three programs have written it, each in its own way.</summary>
public static class CellMetadata
{
    private static readonly (string Owner, string Key)[] Places =
        [("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language"), ("vscode", "languageId")];

    /// <summary>The name as it is written there, or null where there is none.</summary>
    public static string? LanguageOf(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var (owner, key) in Places)
        {
            var place = metadata.TryGetProperty(owner, out var inner) && inner.ValueKind == JsonValueKind.Object ? (inner, key) : (metadata, $"{owner}.{key}");
            if (place.Item1.TryGetProperty(place.Item2, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }
}
