using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which Pods a Service selects.</summary>
internal static class PodSelection
{
    public static bool Matches(V1Service service, IDictionary<string, string>? labels)
    {
        if (labels is null || service.Spec.Selector is not { Count: > 0 } selector)
        {
            return false;
        }

        foreach (var (label, value) in selector)
        {
            if (!labels.TryGetValue(label, out var present) || present != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The Pods that a Service selects, by name.</summary>
    public static IEnumerable<V1Pod> Find(Transaction transaction, V1Service service)
    {
        if (service.Spec.Selector is not { Count: > 0 } selector)
        {
            return [];
        }

        var fewest = selector
            .Select(label => transaction.Lookup(IndexKey.Pods(service.Metadata.NamespaceProperty, label.Key, label.Value)))
            .MinBy(names => names.Count)!;
        return fewest.Select(name => transaction.Find<V1Pod>(name)!).Where(pod => Matches(service, pod.Metadata.Labels));
    }
}
