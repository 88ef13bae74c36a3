namespace Learn.Cluster;

/// <summary>Reads the text of a patch, JSON or YAML, as a plain tree.</summary>
internal static class PatchText
{
    private const string Field = "patch";

    private static readonly ManifestReaderOptions Plain = new() { AllowDocumentsWithoutKind = true };

    /// <exception cref="ClusterApiException">BadRequest: it is neither.</exception>
    public static object? Read(string text)
    {
        // As a field of a document it may be a list, and have an apiVersion and a kind that mean nothing to the reader.
        var wrapped = $"{Field}:\n  {text.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal)}\n";
        var manifest = ManifestReader.TryRead(wrapped, null, Plain);
        return manifest switch
        {
            { Problems: [var problem, ..] } => throw ClusterApiException.BadRequest($"unable to parse \"{text.Trim()}\": {problem.Message}"),
            { Documents: [var document] } => Unstructured.From(document.Root) is SortedDictionary<string, object?> map ? map[Field] : null,
            _ => throw ClusterApiException.BadRequest($"unable to parse \"{text.Trim()}\": it must be one JSON or YAML document"),
        };
    }
}
