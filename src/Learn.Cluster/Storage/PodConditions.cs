using k8s.Models;

namespace Learn.Cluster;

/// <summary>The conditions of a Pod.</summary>
internal static class PodConditions
{
    public static bool IsTrue(V1Pod pod, string type)
    {
        foreach (var condition in pod.Status?.Conditions ?? [])
        {
            if (condition.Type == type)
            {
                return condition.Status == "True";
            }
        }

        return false;
    }

    public static void Set(V1Pod pod, string type, string status, DateTime now, string? reason = null, string? message = null)
    {
        pod.Status ??= new V1PodStatus();
        var condition = (pod.Status.Conditions ?? []).FirstOrDefault(candidate => candidate.Type == type);
        if (condition is null)
        {
            condition = new V1PodCondition { Type = type };
            pod.Status.Conditions = [.. pod.Status.Conditions ?? [], condition];
        }

        condition.Reason = reason;
        condition.Message = message;
        if (condition.Status != status)
        {
            condition.Status = status;
            condition.LastTransitionTime = now;
        }
    }
}
