namespace Learn.Proxy;

/// <summary>What made kube-proxy sync.</summary>
public enum SyncTrigger
{
    /// <summary>It started.</summary>
    Start,

    /// <summary>Objects changed that its rules depend on.</summary>
    Changes,

    /// <summary>Its canary chains were gone: somebody flushed the tables.</summary>
    CanaryLost,

    /// <summary>The sync before had failed, and the sync period was over.</summary>
    Retry,

    /// <summary>Nothing happened for an hour.</summary>
    Periodic,
}
