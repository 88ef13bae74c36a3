using System.Collections.Immutable;
using System.Globalization;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>Reads the step files of a case: Kubernetes objects, documents with an <c>action</c>, and KubeProxyConfigurations.</summary>
public static class CaseStepReader
{
    private static readonly ManifestReaderOptions s_options =
        ManifestReaderOptions.WithKubeProxyConfiguration with { AllowDocumentsWithoutKind = true };

    /// <summary>Reads the documents of a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="ManifestException">With all problems of all documents.</exception>
    public static Manifest ReadManifest(string yaml, string? fileName = null) => ManifestReader.Read(yaml, fileName, s_options);

    /// <summary>Reads a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="ManifestException">With all problems of all documents.</exception>
    /// <exception cref="CaseException">An action is not known or lacks something.</exception>
    /// <exception cref="ProxyConfigurationException">A KubeProxyConfiguration cannot be used.</exception>
    public static ImmutableArray<CaseAction> Read(string yaml, string? fileName = null) =>
        [.. ReadManifest(yaml, fileName).Documents.Select(Read)];

    /// <summary>What a document asks for.</summary>
    /// <param name="document">A document of <see cref="ReadManifest"/>.</param>
    /// <exception cref="CaseException">The action is not known or lacks something.</exception>
    /// <exception cref="ProxyConfigurationException">A KubeProxyConfiguration cannot be used.</exception>
    public static CaseAction Read(ManifestDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Object is { } resource)
        {
            return new CaseAction.SetObject(resource);
        }

        if (document.Kind == ProxyConfiguration.Kind)
        {
            return new CaseAction.Reconfigure(ProxyConfiguration.Parse(document.Root));
        }

        return document.Root.GetText("action") switch
        {
            "delete" => ReadDelete(document),
            "exec" => new CaseAction.Execute(document.Root.GetText("command") ?? throw Wrong(document, "the action exec needs a command")),
            "wait" => new CaseAction.Wait(ReadSeconds(document)),
            "wait-for-canary-poll" => new CaseAction.WaitForCanaryPoll(),
            "snapshot-now" => new CaseAction.SnapshotNow(),
            "stop" => new CaseAction.StopProxy(),
            "start" => new CaseAction.StartProxy(),
            "cleanup" => new CaseAction.Cleanup(),
            null => throw Wrong(document, "a document has a kind or an action"),
            var action => throw Wrong(
                document, $"the action {action} is not known; there are delete, exec, wait, wait-for-canary-poll, snapshot-now, stop, start and cleanup"),
        };
    }

    private static CaseAction.DeleteObject ReadDelete(ManifestDocument document)
    {
        var target = document.Root["object"] as ManifestMap;
        var metadata = target?["metadata"] as ManifestMap;
        return target?.GetText("kind") is { } kind && metadata?.GetText("name") is { } name
            ? new(kind, new(metadata.GetText("namespace") ?? "", name))
            : throw Wrong(document, "the action delete needs an object with kind and metadata.name");
    }

    private static TimeSpan ReadSeconds(ManifestDocument document)
    {
        const double Longest = 86400;
        return document.Root["seconds"] is ManifestScalar scalar
            && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= Longest
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(document, "the action wait needs seconds, a number from 0 to 86400");
    }

    private static CaseException Wrong(ManifestDocument document, string what) =>
        new($"{(document.FileName is { } file ? file + ", " : "")}document {document.Number}, {document.Root.Position}: {what}.");
}
