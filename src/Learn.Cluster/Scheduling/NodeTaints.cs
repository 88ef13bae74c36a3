using k8s.Models;

namespace Learn.Cluster;

/// <summary>The taints that the node controller derives from a node: cordoned, not ready, not reachable. (Source: Kubernetes
/// documentation, Taints and Tolerations, "Taint Nodes by Condition".)</summary>
internal static class NodeTaints
{
    private const string UnschedulableKey = "node.kubernetes.io/unschedulable";
    private const string NotReadyKey = "node.kubernetes.io/not-ready";
    private const string UnreachableKey = "node.kubernetes.io/unreachable";

    public static V1Taint Unschedulable { get; } = new() { Key = UnschedulableKey, Effect = "NoSchedule" };

    /// <summary>The taints that a node has or should have.</summary>
    public static IReadOnlyList<V1Taint> Of(V1Node node)
    {
        var wanted = Derive(node);
        var taints = (node.Spec?.Taints ?? []).Where(taint => !IsDerived(taint) || wanted.Exists(other => AreSame(other, taint))).ToList();
        taints.AddRange(wanted.Where(taint => !taints.Exists(present => AreSame(present, taint))));
        return taints;
    }

    /// <summary>Gives a node the taints that it should have, as the node controller does.</summary>
    public static void Sync(Transaction transaction, V1Node node)
    {
        var taints = Of(node);
        if (taints.Count == (node.Spec.Taints?.Count ?? 0) && taints.All((node.Spec.Taints ?? []).Contains))
        {
            return;
        }

        var updated = DeepCopy.Of(node);
        updated.Spec.Taints = taints.Count == 0 ? null : [.. taints.Select(taint => Stamp(taint, transaction.Now))];
        transaction.Put(ResourceKind.Node, updated);
    }

    private static V1Taint Stamp(V1Taint taint, DateTime now) => new()
    {
        Key = taint.Key,
        Value = taint.Value,
        Effect = taint.Effect,
        TimeAdded = taint.TimeAdded ?? (IsDerived(taint) ? now : null),
    };

    private static List<V1Taint> Derive(V1Node node)
    {
        var taints = new List<V1Taint>();
        if (node.Spec?.Unschedulable == true)
        {
            taints.Add(Unschedulable);
        }

        var ready = (node.Status?.Conditions ?? []).FirstOrDefault(condition => condition.Type == "Ready")?.Status;
        if (ready is "False" or "Unknown")
        {
            var key = ready == "False" ? NotReadyKey : UnreachableKey;
            taints.Add(new V1Taint { Key = key, Effect = "NoSchedule" });
            taints.Add(new V1Taint { Key = key, Effect = "NoExecute" });
        }

        return taints;
    }

    private static bool IsDerived(V1Taint taint) => taint.Key is UnschedulableKey or NotReadyKey or UnreachableKey;

    private static bool AreSame(V1Taint left, V1Taint right) => left.Key == right.Key && left.Effect == right.Effect;
}
