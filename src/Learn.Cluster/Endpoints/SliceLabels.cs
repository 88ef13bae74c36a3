namespace Learn.Cluster;

/// <summary>The labels and annotations of EndpointSlices. (Source: Kubernetes reference, well-known labels.)</summary>
public static class SliceLabels
{
    /// <summary>The Service of a slice.</summary>
    public const string ServiceName = "kubernetes.io/service-name";

    /// <summary>Who writes a slice.</summary>
    public const string ManagedBy = "endpointslice.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedBy"/> for slices that the controller writes.</summary>
    public const string Controller = "endpointslice-controller.k8s.io";

    /// <summary>On the slices of a headless Service.</summary>
    public const string Headless = "service.kubernetes.io/headless";

    /// <summary>When the change happened that made the controller write the slice.</summary>
    public const string LastChangeTriggerTime = "endpoints.kubernetes.io/last-change-trigger-time";

    /// <summary>The zone, on Nodes.</summary>
    public const string Zone = "topology.kubernetes.io/zone";
}
