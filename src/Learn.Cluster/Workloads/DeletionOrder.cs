using System.Globalization;
using System.Numerics;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which Pods a ReplicaSet gives up first when it has too many. (Source: Kubernetes documentation, ReplicaSet, "Scaling a
/// ReplicaSet"; kube-controller-manager v1.30.)</summary>
/// <param name="related">How many Pods of the same owner are on each node.</param>
/// <param name="now">The time, UTC.</param>
internal sealed class DeletionOrder(IReadOnlyDictionary<string, int> related, DateTime now) : IComparer<V1Pod>
{
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";

    /// <inheritdoc/>
    public int Compare(V1Pod? x, V1Pod? y)
    {
        var (left, right) = (x!, y!);
        var order = IsAssigned(left).CompareTo(IsAssigned(right));
        order = order != 0 ? order : Phase(left).CompareTo(Phase(right));
        order = order != 0 ? order : PodAvailability.IsReady(left).CompareTo(PodAvailability.IsReady(right));
        order = order != 0 ? order : Cost(left).CompareTo(Cost(right));
        order = order != 0 ? order : Neighbours(right).CompareTo(Neighbours(left));
        order = order != 0 ? order : CompareAge(PodAvailability.ReadySince(left), PodAvailability.ReadySince(right), left, right);
        order = order != 0 ? order : Restarts(right).CompareTo(Restarts(left));
        order = order != 0 ? order : CompareAge(left.Metadata.CreationTimestamp, right.Metadata.CreationTimestamp, left, right);
        return order != 0 ? order : string.CompareOrdinal(left.Metadata.Name, right.Metadata.Name);
    }

    private static bool IsAssigned(V1Pod pod) => !string.IsNullOrEmpty(pod.Spec.NodeName);

    private static int Phase(V1Pod pod) => pod.Status?.Phase switch
    {
        "Running" => 2,
        "Unknown" => 1,
        _ => 0,
    };

    private static int Cost(V1Pod pod) => pod.Metadata.Annotations is { } annotations
        && annotations.TryGetValue(DeletionCost, out var text)
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    private int Neighbours(V1Pod pod) => IsAssigned(pod) ? related.GetValueOrDefault(pod.Spec.NodeName) : 0;

    private static int Restarts(V1Pod pod)
    {
        var most = 0;
        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            most = Math.Max(most, container.RestartCount);
        }

        return most;
    }

    /// <summary>Newer before older, but on a logarithmic scale: among Pods of about the same age the uid decides, that is chance.</summary>
    private int CompareAge(DateTime? left, DateTime? right, V1Pod leftPod, V1Pod rightPod)
    {
        if (left == right || left is null || right is null)
        {
            return (left is not null).CompareTo(right is not null);
        }

        var order = Magnitude(left.Value).CompareTo(Magnitude(right.Value));
        return order != 0 ? order : string.CompareOrdinal(leftPod.Metadata.Uid, rightPod.Metadata.Uid);
    }

    private int Magnitude(DateTime since)
    {
        var nanoseconds = (now - since.ToUniversalTime()).Ticks * TimeSpan.NanosecondsPerTick;
        return nanoseconds > 0 ? BitOperations.Log2((ulong)nanoseconds) : -1;
    }
}
