namespace Learn.Cluster;

/// <summary>A text that was read: its documents in order, without empty ones; lists are resolved into their items.</summary>
public sealed class Manifest
{
    internal Manifest(string text, IReadOnlyList<ManifestDocument> documents, IReadOnlyList<ManifestProblem> problems)
    {
        Text = text;
        Documents = documents;
        Problems = problems;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>The documents that could be read, in order.</summary>
    public IReadOnlyList<ManifestDocument> Documents { get; }

    /// <summary>What is wrong, in the order of the text. Empty for a manifest that came from <see cref="ManifestReader.Read"/>.</summary>
    public IReadOnlyList<ManifestProblem> Problems { get; }

    /// <summary>The API objects in order.</summary>
    public IReadOnlyList<object> Objects => [.. Documents.Where(document => document.Object is not null).Select(document => document.Object!)];

    /// <summary>The documents that are no API objects, in order.</summary>
    public IReadOnlyList<ManifestDocument> OtherDocuments => [.. Documents.Where(document => document.Object is null)];

    /// <summary>Several manifests as one, in their order. Their documents keep their numbers and file names.</summary>
    /// <param name="manifests">The manifests; none make an empty one.</param>
    public static Manifest Join(IReadOnlyList<Manifest> manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        return manifests.Count == 1
            ? manifests[0]
            : new(
                string.Join("\n---\n", manifests.Select(manifest => manifest.Text)),
                [.. manifests.SelectMany(manifest => manifest.Documents)],
                [.. manifests.SelectMany(manifest => manifest.Problems)]);
    }
}
