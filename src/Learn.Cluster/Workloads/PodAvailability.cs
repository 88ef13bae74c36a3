using k8s.Models;

namespace Learn.Cluster;

/// <summary>What counts as an active, a ready and an available Pod.</summary>
internal static class PodAvailability
{
    private const string Ready = "Ready";

    /// <summary>Neither ended nor being deleted: only such Pods count as replicas.</summary>
    public static bool IsActive(V1Pod pod) => pod.Metadata.DeletionTimestamp is null && pod.Status?.Phase is not ("Succeeded" or "Failed");

    public static bool IsReady(V1Pod pod) => PodConditions.IsTrue(pod, Ready);

    /// <summary>Since when a Pod has been ready; null when it is not, or nobody said since when.</summary>
    public static DateTime? ReadySince(V1Pod pod)
    {
        foreach (var condition in pod.Status?.Conditions ?? [])
        {
            if (condition is { Type: Ready, Status: "True" })
            {
                return condition.LastTransitionTime?.ToUniversalTime();
            }
        }

        return null;
    }

    /// <summary>Whether a Pod has been ready for a number of seconds.</summary>
    public static bool IsAvailable(V1Pod pod, int minReadySeconds, DateTime now) =>
        IsReady(pod) && (minReadySeconds == 0 || ReadySince(pod)?.AddSeconds(minReadySeconds) <= now);
}
