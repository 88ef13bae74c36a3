namespace Learn.Cluster;

/// <summary>What happened to an object.</summary>
public enum ClusterEventType
{
    /// <summary>It was created (or existed when the watch began).</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}
