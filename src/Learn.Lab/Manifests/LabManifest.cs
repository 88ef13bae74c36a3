using Learn.Cluster;
using Learn.Proxy;

namespace Learn;

/// <summary>
/// A manifest that also says which lab it is for: besides API objects it may hold one document <c>kind: Lab</c> (apiVersion <c>learn/v1</c>) and
/// one <c>kind: KubeProxyConfiguration</c>.
/// </summary>
/// <example>
/// <code>
/// apiVersion: learn/v1
/// kind: Lab
/// metadata: {name: zones}
/// spec:
///   nodeCount: 3
///   zones: [a, b]
///   ipFamilies: [IPv4, IPv6]
/// </code>
/// </example>
public sealed class LabManifest
{
    /// <summary>The apiVersion of the document.</summary>
    public const string ApiVersion = "learn/v1";

    /// <summary>Its kind.</summary>
    public const string Kind = "Lab";

    private LabManifest(Manifest objects, ManifestDocument? lab, ManifestDocument? proxy, LabOptions? options)
    {
        Objects = objects;
        LabDocument = lab;
        ProxyDocument = proxy;
        Options = options;
    }

    /// <summary>The API objects, for <see cref="Lab.ApplyAsync(LabManifest, CancellationToken)"/>.</summary>
    public Manifest Objects { get; }

    /// <summary>How the lab is to be built, kube-proxy's configuration included; null if the manifest says nothing of it.</summary>
    public LabOptions? Options { get; }

    /// <summary>Whether a document of kind Lab says how the lab is to be built.</summary>
    public bool DescribesLab => LabDocument is not null;

    internal ManifestDocument? LabDocument { get; }

    internal ManifestDocument? ProxyDocument { get; }

    /// <summary>Reads a text, as strictly as <c>kubectl apply</c>. It asks no cluster.</summary>
    /// <param name="yaml">One or more YAML documents.</param>
    /// <param name="fileName">The name of the file or cell, for messages.</param>
    /// <exception cref="ManifestException">With all problems, each with its place.</exception>
    public static LabManifest Read(string yaml, string? fileName = null) => ReadAll([new ManifestFile(yaml, fileName)]);

    /// <summary>Reads several texts as one manifest: one document of kind Lab says it for all of them.</summary>
    /// <param name="files">The texts, in the order in which their objects are applied.</param>
    /// <exception cref="ManifestException">With all problems of all files, each with its place.</exception>
    public static LabManifest ReadAll(IReadOnlyList<ManifestFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var manifest = Manifest.Join([.. files.Select(file => ManifestReader.TryRead(file.Text, file.Name, ReaderOptions))]);
        if (manifest.Problems.Count > 0)
        {
            throw new ManifestException(manifest.Problems);
        }

        var lab = Only(manifest, Kind);
        var proxy = Only(manifest, ProxyConfiguration.Kind);
        if (lab is null && proxy is null)
        {
            return new LabManifest(manifest, null, null, null);
        }

        var options = lab is null ? new LabOptions() : new LabManifestReader(lab).Read();
        return new LabManifest(manifest, lab, proxy, proxy is null ? options : options with { KubeProxy = ReadProxy(proxy) });
    }

    /// <summary>The same objects for a lab that is built in another way.</summary>
    /// <param name="options">How; it takes the place of <see cref="Options"/>.</param>
    public LabManifest WithOptions(LabOptions options) => new(Objects, LabDocument, ProxyDocument, options);

    internal static ManifestReaderOptions ReaderOptions { get; } = new()
    {
        OtherKinds = [new OtherKind(ApiVersion, Kind), .. ManifestReaderOptions.WithKubeProxyConfiguration.OtherKinds],
    };

    private static ManifestDocument? Only(Manifest manifest, string kind)
    {
        var found = manifest.OtherDocuments.Where(document => document.Kind == kind).Take(2).ToList();
        return found.Count < 2 ? found.FirstOrDefault() : throw new ManifestException([ProblemOf(found[1], "kind", $"there is a document of kind {kind} already; one says it all")]);
    }

    private static ProxyConfiguration ReadProxy(ManifestDocument document)
    {
        try
        {
            return ProxyConfiguration.Parse(document.Root);
        }
        catch (ProxyConfigurationException error)
        {
            throw new ManifestException([.. error.Problems.Select(problem => ProblemOf(document, problem.Field, problem.Message))]);
        }
    }

    internal static ManifestProblem ProblemOf(ManifestDocument document, string fieldPath, string message) => new()
    {
        Reason = ManifestProblemReason.Invalid,
        Message = message,
        FileName = document.FileName,
        Document = document.Number,
        Position = document.FindPosition(fieldPath),
        FieldPath = fieldPath,
        Object = document.Description,
    };
}
