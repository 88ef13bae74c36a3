using System.Collections.Immutable;

namespace Learn.Cluster;

/// <summary>Which documents besides API objects a manifest may hold. Such documents are handed out as they stand, for their own
/// readers.</summary>
public sealed record ManifestReaderOptions
{
    /// <summary>Only API objects.</summary>
    public static ManifestReaderOptions ApiObjects { get; } = new();

    /// <summary>API objects and <c>KubeProxyConfiguration</c> (kubeproxy.config.k8s.io/v1alpha1).</summary>
    public static ManifestReaderOptions WithKubeProxyConfiguration { get; } =
        new() { OtherKinds = [new OtherKind("kubeproxy.config.k8s.io/v1alpha1", "KubeProxyConfiguration")] };

    /// <summary>Kinds that are not API objects.</summary>
    public ImmutableArray<OtherKind> OtherKinds { get; init; } = [];

    /// <summary>Whether documents that have neither apiVersion nor kind are handed out, too. Default: no, they are problems.</summary>
    public bool AllowDocumentsWithoutKind { get; init; }
}
