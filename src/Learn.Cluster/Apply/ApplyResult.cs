namespace Learn.Cluster;

/// <summary>What an apply did, object by object in the order of the manifest.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="OtherDocuments">Documents of the manifest that are no API objects; the cluster did nothing with them.</param>
/// <param name="ResourceVersion">The version of the store afterwards.</param>
/// <param name="IsDryRun">True when nothing was stored.</param>
public sealed record ApplyResult(
    IReadOnlyList<AppliedObject> Objects,
    IReadOnlyList<ManifestDocument> OtherDocuments,
    long ResourceVersion,
    bool IsDryRun)
{
    /// <summary>As kubectl prints it, one line per object, without a line end at the end.</summary>
    public override string ToString() =>
        string.Join('\n', Objects.Select(applied => IsDryRun ? $"{applied} (server dry run)" : applied.ToString()));
}
