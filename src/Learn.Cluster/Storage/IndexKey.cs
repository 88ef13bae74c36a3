using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>One entry of the indexes that lead from a change to the objects it concerns, without looking at all objects.</summary>
/// <param name="Kind">What is found.</param>
/// <param name="Namespace">Where; empty for all namespaces.</param>
/// <param name="Key">Pods: a label, or <see cref="NodeName"/>. Services: one label of the selector, the same for every look-up.
/// EndpointSlices: <see cref="SliceLabels.ServiceName"/>.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct IndexKey(string Kind, string Namespace, string Key, string Value)
{
    /// <summary>No label: labels have no blanks.</summary>
    public const string NodeName = "node name";

    public static IndexKey Pods(string ns, string label, string value) => new("Pod", ns, label, value);

    public static IndexKey PodsOnNode(string node) => new("Pod", "", NodeName, node);

    public static IndexKey Services(string ns, string label, string value) => new("Service", ns, label, value);

    public static IndexKey Slices(NamespacedName service) => new("EndpointSlice", service.Namespace, SliceLabels.ServiceName, service.Name);

    /// <summary>Under which keys an object is found.</summary>
    public static IReadOnlyList<IndexKey> Of(IKubernetesObject<V1ObjectMeta>? instance)
    {
        var ns = instance?.Metadata.NamespaceProperty ?? "";
        switch (instance)
        {
            case V1Pod pod:
                var keys = (pod.Metadata.Labels ?? new Dictionary<string, string>()).Select(label => Pods(ns, label.Key, label.Value)).ToList();
                if (!string.IsNullOrEmpty(pod.Spec.NodeName))
                {
                    keys.Add(PodsOnNode(pod.Spec.NodeName));
                }

                return keys;
            case V1Service { Spec.Selector: { Count: > 0 } selector }:
                var first = selector.MinBy(label => label.Key, StringComparer.Ordinal);
                return [Services(ns, first.Key, first.Value)];
            case V1EndpointSlice { Metadata.Labels: { } labels } when labels.TryGetValue(SliceLabels.ServiceName, out var service):
                return [Slices(new(ns, service))];
            default:
                return [];
        }
    }
}
