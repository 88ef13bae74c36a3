namespace Learn.Cluster;

/// <summary>What apply did with one object.</summary>
public enum ApplyOutcome
{
    /// <summary>It did not exist.</summary>
    Created,

    /// <summary>It existed and was changed.</summary>
    Configured,

    /// <summary>It existed and needed no change.</summary>
    Unchanged,
}
