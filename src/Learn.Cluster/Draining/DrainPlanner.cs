using k8s.Models;

namespace Learn.Cluster;

/// <summary>Sorts the Pods of a node as <c>kubectl drain</c> v1.30 does.</summary>
internal sealed class DrainPlanner(DrainOptions options)
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    private readonly List<NamespacedName> evict = [];
    private readonly List<NamespacedName> skip = [];
    private readonly SortedDictionary<string, List<NamespacedName>> refusals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<NamespacedName>> warnings = new(StringComparer.Ordinal);

    public DrainPlan Plan(string node, IEnumerable<V1Pod> pods)
    {
        foreach (var pod in pods)
        {
            Sort(pod, Transaction.NameOf(pod));
        }

        return new(
            node,
            evict,
            skip,
            [.. refusals.Select(group => $"cannot delete {group.Key}: {string.Join(", ", group.Value)}")],
            [.. warnings.Select(group => $"{group.Key}: {string.Join(", ", group.Value)}")]);
    }

    private void Sort(V1Pod pod, NamespacedName name)
    {
        if (pod.Metadata.Annotations?.ContainsKey(MirrorAnnotation) == true)
        {
            skip.Add(name);
            return;
        }

        var hasEnded = pod.Status?.Phase is "Succeeded" or "Failed";
        var owner = Ownership.ControllerOf(pod);
        if (owner?.Kind == "DaemonSet" && !hasEnded)
        {
            SkipDaemon(name);
            return;
        }

        var mayGo = true;
        if (!hasEnded && (pod.Spec.Volumes ?? []).Any(volume => volume.EmptyDir is not null))
        {
            mayGo &= Judge(
                options.DeleteEmptyDirData,
                name,
                "Pods with local storage (use --delete-emptydir-data to override)",
                "deleting Pods with local storage");
        }

        if (!hasEnded && owner is null)
        {
            mayGo &= Judge(
                options.Force,
                name,
                "Pods that declare no controller (use --force to override)",
                "deleting Pods that declare no controller");
        }

        if (mayGo)
        {
            evict.Add(name);
        }
    }

    private void SkipDaemon(NamespacedName name)
    {
        if (options.IgnoreDaemonSets)
        {
            skip.Add(name);
            Note(warnings, "ignoring DaemonSet-managed Pods", name);
        }
        else
        {
            Note(refusals, "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)", name);
        }
    }

    private bool Judge(bool isAllowed, NamespacedName name, string refusal, string warning)
    {
        Note(isAllowed ? warnings : refusals, isAllowed ? warning : refusal, name);
        return isAllowed;
    }

    private static void Note(SortedDictionary<string, List<NamespacedName>> groups, string reason, NamespacedName name)
    {
        if (!groups.TryGetValue(reason, out var names))
        {
            groups.Add(reason, names = []);
        }

        names.Add(name);
    }
}
