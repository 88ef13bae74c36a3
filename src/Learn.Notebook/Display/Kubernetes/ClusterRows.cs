using Learn.Cluster;

namespace Learn.Notebook;

/// <summary>Things of the cluster as rows.</summary>
internal static class ClusterRows
{
    /// <summary>The table, or null where the items have no columns of their own.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items) => items[0] switch
    {
        AppliedObject => Rows.TryMake<AppliedObject>(
            items,
            ("Kind", one => one.Kind.DisplayName), ("Namespace", one => one.Name.Namespace), ("Name", one => one.Name.Name),
            ("Outcome", one => Rows.Text(one.Outcome.ToString().ToLowerInvariant()))),
        DeletedObject => Rows.TryMake<DeletedObject>(
            items,
            ("Kind", one => one.Kind.DisplayName), ("Namespace", one => one.Name.Namespace), ("Name", one => one.Name.Name),
            ("", one => one.IsTerminating ? "terminating" : "deleted")),
        ClusterEvent => Rows.TryMake<ClusterEvent>(
            items,
            ("Version", one => Rows.Text(one.ResourceVersion)), ("What", one => one.Type.ToString().ToUpperInvariant()),
            ("Object", one => $"{one.Kind.DisplayName}/{one.Object.Metadata.Name}"), ("Namespace", one => one.Name.Namespace)),
        RolloutRevision => Rows.TryMake<RolloutRevision>(
            items,
            ("REVISION", one => Rows.Number(one.Number)), ("CHANGE-CAUSE", one => one.ChangeCause ?? "<none>"), ("REPLICASET", one => one.ReplicaSet),
            ("IMAGES", one => string.Join(", ", one.Images))),
        _ => null,
    };
}
