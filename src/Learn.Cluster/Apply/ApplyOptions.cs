namespace Learn.Cluster;

/// <summary>How a manifest is applied.</summary>
public sealed record ApplyOptions
{
    /// <summary>The namespace of objects that name none. Default: <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The name of the file or cell, for messages.</summary>
    public string? FileName { get; init; }

    /// <summary>Check everything, change nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Which documents besides API objects the manifest may hold. Default: none.</summary>
    public ManifestReaderOptions Reader { get; init; } = ManifestReaderOptions.ApiObjects;
}
