using k8s.Models;

namespace Learn.Cluster;

/// <summary>Whether a node will do for a Pod, in the order and the words of kube-scheduler v1.30.</summary>
internal static class NodeFilter
{
    /// <summary>Why it will not do; null when it will.</summary>
    public static string? Refuse(V1Pod pod, NodeLoad load)
    {
        var tolerations = pod.Spec.Tolerations ?? [];
        if (load.Node.Spec?.Unschedulable == true && !IsTolerated(NodeTaints.Unschedulable, tolerations))
        {
            return "node(s) were unschedulable";
        }

        if (load.Taints.FirstOrDefault(taint => taint.Effect is "NoSchedule" or "NoExecute" && !IsTolerated(taint, tolerations)) is { } taint)
        {
            return $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}";
        }

        if (!NodeMatching.Matches(pod.Spec, load.Node))
        {
            return "node(s) didn't match Pod's node affinity/selector";
        }

        return load.HasFreePorts(pod) ? null : "node(s) didn't have free ports for the requested pod ports";
    }

    /// <summary>How many taints ask a Pod to go elsewhere if it can.</summary>
    public static int CountTaintsToAvoid(V1Pod pod, NodeLoad load) =>
        load.Taints.Count(taint => taint.Effect == "PreferNoSchedule" && !IsTolerated(taint, pod.Spec.Tolerations ?? []));

    private static bool IsTolerated(V1Taint taint, IList<V1Toleration> tolerations)
    {
        foreach (var toleration in tolerations)
        {
            var sameEffect = string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect;
            var sameKey = string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint.Key;
            var sameValue = toleration.OperatorProperty == "Exists" || (toleration.Value ?? "") == (taint.Value ?? "");
            if (sameEffect && sameKey && sameValue)
            {
                return true;
            }
        }

        return false;
    }
}
