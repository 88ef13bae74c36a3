namespace Learn.Cluster;

/// <summary>What a drain may do: the flags of <c>kubectl drain</c>. By default it may do nothing that loses something.</summary>
public sealed record DrainOptions
{
    /// <summary><c>--force</c>: also Pods that nobody would replace.</summary>
    public bool Force { get; init; }

    /// <summary><c>--delete-emptydir-data</c>: also Pods with volumes of type emptyDir.</summary>
    public bool DeleteEmptyDirData { get; init; }

    /// <summary><c>--ignore-daemonsets</c>: leave the Pods of DaemonSets where they are instead of refusing.</summary>
    public bool IgnoreDaemonSets { get; init; }
}
