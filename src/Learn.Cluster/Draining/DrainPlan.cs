namespace Learn.Cluster;

/// <summary>What <c>kubectl drain</c> would do with a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Evict">The Pods that it would evict, by namespace and name.</param>
/// <param name="Skip">The Pods that it would leave: those that a kubelet runs from a file, and those of DaemonSets if they are to be
/// ignored.</param>
/// <param name="Refusals">Why it would refuse to begin, in kubectl's words; empty when it would not.</param>
/// <param name="Warnings">What it would warn of, in kubectl's words.</param>
public sealed record DrainPlan(
    string Node,
    IReadOnlyList<NamespacedName> Evict,
    IReadOnlyList<NamespacedName> Skip,
    IReadOnlyList<string> Refusals,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Whether kubectl would begin.</summary>
    public bool IsAllowed => Refusals.Count == 0;

    /// <summary>As kubectl prints it.</summary>
    public override string ToString() => IsAllowed
        ? string.Join('\n', [.. Warnings.Select(warning => $"Warning: {warning}"), .. Evict.Select(pod => $"evicting pod {pod}")])
        : $"error: unable to drain node \"{Node}\" due to error: [{string.Join(", ", Refusals)}], continuing command...";
}
