namespace Learn.Notebook.Kubectl;

/// <summary>Reads which objects a call is about: from its words, or from the manifests of <c>-f</c>.</summary>
internal static class ChosenObjects
{
    /// <summary>The choice.</summary>
    /// <exception cref="CellException">The words name no kind, or contradict each other; or a file cannot be read.</exception>
    /// <exception cref="Cluster.ManifestException">A manifest has mistakes.</exception>
    public static async Task<ObjectChoice> ReadAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (!call.Flags.Has("filename"))
        {
            return ObjectChoice.Read(call, call.Arguments);
        }

        if (call.Arguments.Count > 0)
        {
            throw KubectlErrors.Misused(call.Command, "when paths or stdin is provided as input, you may not specify resource arguments as well");
        }

        var manifest = await ManifestInput.ReadAsync(call, cancellationToken);
        ManifestInput.CheckNamespace(call, manifest);
        var documents = manifest.Objects.Documents.Where(document => document.Object is not null).ToList();
        var spaces = documents.Where(document => document.ResourceKind!.IsNamespaced).Select(document => document.Namespace is { Length: > 0 } given ? given : call.Namespace).Distinct().ToList();
        return spaces.Count > 1
            ? throw KubectlErrors.Mistake($"the manifest has objects of several namespaces ({string.Join(", ", spaces)}); name those of one namespace at a time")
            : ObjectChoice.Of(spaces.FirstOrDefault() ?? call.Namespace, [.. documents.Select(document => (document.ResourceKind!, document.Name!))]);
    }
}
