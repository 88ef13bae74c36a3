namespace Learn;

/// <summary>What the pods of one kubelet need of it.</summary>
internal sealed record KubeletServices
{
    /// <summary>The node.</summary>
    public required LabNode Node { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What is under way in the lab.</summary>
    public required Quiescence Quiescence { get; init; }

    /// <summary>The first wait of a container that keeps ending.</summary>
    public required TimeSpan CrashBackoff { get; init; }

    /// <summary>Runs probes.</summary>
    public required ProbeRunner Probes { get; init; }

    /// <summary>Says that the kubelet has something to report.</summary>
    public required Action Wake { get; init; }

    /// <summary>Takes an event, to be recorded when the cluster can be reached.</summary>
    public required Action<PodEvent> Record { get; init; }

    /// <summary>The present.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
