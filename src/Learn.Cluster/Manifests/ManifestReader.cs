namespace Learn.Cluster;

/// <summary>Reads manifests, multi-document YAML or JSON, as strictly as <c>kubectl apply</c>: unknown fields, wrong types, repeated keys,
/// missing names and unknown kinds are problems with their places. It fills in no defaults and asks no cluster.</summary>
public static class ManifestReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML documents separated by <c>---</c>, or JSON.</param>
    /// <param name="fileName">The name of the file or cell, for messages.</param>
    /// <param name="options">Which documents besides API objects are welcome; default: none.</param>
    /// <exception cref="ManifestException">With all problems of all documents.</exception>
    public static Manifest Read(string text, string? fileName = null, ManifestReaderOptions? options = null)
    {
        var manifest = TryRead(text, fileName, options);
        return manifest.Problems.Count > 0 ? throw new ManifestException(manifest.Problems) : manifest;
    }

    /// <summary>Reads a text and returns what could be read together with the problems.</summary>
    /// <param name="text">YAML documents separated by <c>---</c>, or JSON.</param>
    /// <param name="fileName">The name of the file or cell, for messages.</param>
    /// <param name="options">Which documents besides API objects are welcome; default: none.</param>
    public static Manifest TryRead(string text, string? fileName = null, ManifestReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ManifestParsing(text, fileName, options ?? ManifestReaderOptions.ApiObjects).Read();
    }
}
