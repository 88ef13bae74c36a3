namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Creates or updates what a manifest describes, as <c>kubectl apply</c> does: all of it or, if anything is wrong,
    /// nothing.</summary>
    /// <param name="yaml">The manifest, in YAML or JSON.</param>
    /// <param name="applyOptions">Default namespace, file name, dry run.</param>
    /// <exception cref="ManifestException">With all problems of all documents; nothing was changed.</exception>
    public ApplyResult Apply(string yaml, ApplyOptions? applyOptions = null)
    {
        applyOptions ??= new ApplyOptions();
        return Apply(ManifestReader.TryRead(yaml, applyOptions.FileName, applyOptions.Reader), applyOptions);
    }

    /// <summary>The same for a manifest that was read before.</summary>
    /// <param name="manifest">From <see cref="ManifestReader"/>.</param>
    /// <param name="applyOptions">Default namespace, dry run.</param>
    /// <exception cref="ManifestException">With all problems of all documents; nothing was changed.</exception>
    public ApplyResult Apply(Manifest manifest, ApplyOptions? applyOptions = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        applyOptions ??= new ApplyOptions();
        return Write(
            transaction =>
            {
                var applied = new ManifestApply(transaction, manifest, applyOptions.Namespace).Run();
                return new ApplyResult(applied, manifest.OtherDocuments, transaction.ResourceVersion, applyOptions.DryRun);
            },
            keep: !applyOptions.DryRun);
    }

    /// <summary>Checks a manifest as <see cref="Apply(string,ApplyOptions?)"/> would, and changes nothing.</summary>
    /// <param name="yaml">The manifest, in YAML or JSON.</param>
    /// <param name="applyOptions">Default namespace, file name.</param>
    /// <exception cref="ManifestException">With all problems of all documents.</exception>
    public ApplyResult Validate(string yaml, ApplyOptions? applyOptions = null) =>
        Apply(yaml, (applyOptions ?? new ApplyOptions()) with { DryRun = true });
}
