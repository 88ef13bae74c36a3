using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>One entry of the indexes that lead from a change to the objects it concerns, without looking at all objects.</summary>
/// <param name="Kind">What is found.</param>
/// <param name="Namespace">Where; empty for all namespaces.</param>
/// <param name="Key">Pods: a label, or <see cref="NodeName"/>. Services, ReplicaSets and Deployments: one label of the selector, the same
/// for every look-up. EndpointSlices: <see cref="SliceLabels.ServiceName"/>. Pods and ReplicaSets also: <see cref="Owner"/>. Events: what
/// they say.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct IndexKey(string Kind, string Namespace, string Key, string Value)
{
    /// <summary>No label: labels have no blanks.</summary>
    public const string NodeName = "node name";

    private const string Owner = "owner uid";
    private const string OnlyExpressions = "no label";

    public static IndexKey Pods(string ns, string label, string value) => new("Pod", ns, label, value);

    public static IndexKey PodsOnNode(string node) => new("Pod", "", NodeName, node);

    public static IndexKey Services(string ns, string label, string value) => new("Service", ns, label, value);

    public static IndexKey Slices(NamespacedName service) => new("EndpointSlice", service.Namespace, SliceLabels.ServiceName, service.Name);

    /// <summary>The Services whose slices depend on all nodes.</summary>
    public static IndexKey ServicesWithHints { get; } = new("Service", "", "topology mode", "Auto");

    /// <summary>What an object owns, by its uid.</summary>
    public static IndexKey Owned(ResourceKind kind, string uid) => new(kind.Kind, "", Owner, uid);

    /// <summary>The keys under which the ReplicaSets or Deployments are found whose selector may match an object with these
    /// labels.</summary>
    public static IEnumerable<IndexKey> Selecting(ResourceKind kind, string ns, IDictionary<string, string>? labels) =>
        (labels ?? new Dictionary<string, string>())
            .Select(label => new IndexKey(kind.Kind, ns, label.Key, label.Value))
            .Append(new IndexKey(kind.Kind, ns, OnlyExpressions, ""));

    /// <summary>The events that say the same about the same object.</summary>
    public static IndexKey SameEvents(string ns, string text) => new("Event", ns, "same", text);

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

                keys.AddRange(Owners(ResourceKind.Pod, pod.Metadata));
                return keys;
            case V1ReplicaSet set:
                return [SelectorKey(ResourceKind.ReplicaSet, ns, set.Spec.Selector), .. Owners(ResourceKind.ReplicaSet, set.Metadata)];
            case V1Deployment deployment:
                return [SelectorKey(ResourceKind.Deployment, ns, deployment.Spec.Selector)];
            case Corev1Event recorded:
                return [SameEvents(ns, EventRecorder.IdentityOf(recorded))];
            case V1Service { Spec.Selector: { Count: > 0 } selector } selecting:
                var first = selector.MinBy(label => label.Key, StringComparer.Ordinal);
                var found = Services(ns, first.Key, first.Value);
                return TopologyHints.AreAutomatic(selecting) ? [found, ServicesWithHints] : [found];
            case V1EndpointSlice { Metadata.Labels: { } labels } when labels.TryGetValue(SliceLabels.ServiceName, out var service):
                return [Slices(new(ns, service))];
            default:
                return [];
        }
    }

    private static IEnumerable<IndexKey> Owners(ResourceKind kind, V1ObjectMeta metadata) =>
        (metadata.OwnerReferences ?? []).Select(owner => Owned(kind, owner.Uid));

    private static IndexKey SelectorKey(ResourceKind kind, string ns, V1LabelSelector selector)
    {
        if (selector.MatchLabels is not { Count: > 0 } labels)
        {
            return new(kind.Kind, ns, OnlyExpressions, "");
        }

        var first = labels.MinBy(label => label.Key, StringComparer.Ordinal);
        return new(kind.Kind, ns, first.Key, first.Value);
    }
}
