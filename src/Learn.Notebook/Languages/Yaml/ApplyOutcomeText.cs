using System.Globalization;
using System.Text;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook;

/// <summary>What came of an apply, in a few lines: the endpoints of the Services concerned, and how the rules of the nodes changed.</summary>
internal static class ApplyOutcomeText
{
    private const int MostServices = 10;

    public static string Of(Lab lab, ApplyResult applied, ProxyRules before)
    {
        var text = new StringBuilder();
        foreach (var service in ServicesConcerned(lab, applied).Take(MostServices))
        {
            var endpoints = lab.List<V1EndpointSlice>(service.Namespace())
                .Where(slice => slice.GetLabel("kubernetes.io/service-name") == service.Name())
                .SelectMany(slice => slice.Endpoints ?? [])
                .DistinctBy(endpoint => endpoint.TargetRef?.Name ?? endpoint.Addresses[0])
                .ToList();
            text.Append(CultureInfo.InvariantCulture, $"\n{service.Name()}: {endpoints.Count(endpoint => endpoint.Conditions?.Ready != false)} of {endpoints.Count} endpoints ready");
        }

        var changes = ProxyRules.Of(lab).Since(before).ToList();
        foreach (var alike in changes.GroupBy(change => (change.Added, change.Removed)))
        {
            var nodes = alike.Select(change => change.Node).ToList();
            var names = nodes.Count > 4 ? $"{nodes.Count} nodes" : string.Join(", ", nodes);
            text.Append(CultureInfo.InvariantCulture, $"\nrules on {names}: {alike.Key.Added} added, {alike.Key.Removed} removed");
        }

        return text.ToString();
    }

    // The Services of the manifest, and those that select its pods.
    private static IEnumerable<V1Service> ServicesConcerned(Lab lab, ApplyResult applied)
    {
        var changed = applied.Objects.Where(each => each.Outcome != ApplyOutcome.Unchanged).ToList();
        var services = changed.Where(each => each.Kind == ResourceKind.Service).Select(each => each.Name).ToHashSet();
        var namespacesOfPods = changed.Where(each => each.Kind == ResourceKind.Pod || each.Kind == ResourceKind.Deployment || each.Kind == ResourceKind.ReplicaSet)
            .Select(each => each.Name.Namespace).ToHashSet(StringComparer.Ordinal);
        return lab.List<V1Service>().Where(service => service.Spec.Selector is { Count: > 0 }
            && (services.Contains(new NamespacedName(service.Namespace(), service.Name())) || namespacesOfPods.Contains(service.Namespace())));
    }
}
