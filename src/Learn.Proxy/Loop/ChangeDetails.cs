using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>Says what of an object changed, as far as rules depend on it: in a few words, not field by field.</summary>
internal static class ChangeDetails
{
    private const int MostItems = 3;
    private const int LongestItem = 120;

    internal static string Of(IKubernetesObject<V1ObjectMeta>? before, IKubernetesObject<V1ObjectMeta> after) => (before, after) switch
    {
        (V1EndpointSlice old, V1EndpointSlice now) => Join(OfEndpoints(old, now)),
        (V1Service { Spec: not null } old, V1Service { Spec: not null } now) => Join([.. ObjectDifference.Find(old.Spec, now.Spec, "spec"), .. OfIngress(old, now)]),
        (V1Node old, V1Node now) => Join(OfLabels(old, now)),
        (null, V1EndpointSlice now) => $"{now.Endpoints?.Count ?? 0} endpoint{(now.Endpoints?.Count == 1 ? "" : "s")}",
        _ => "",
    };

    private static List<string> OfEndpoints(V1EndpointSlice before, V1EndpointSlice after)
    {
        var changes = new List<string>();
        Dictionary<string, string> old = StatesOf(before), now = StatesOf(after);
        changes.AddRange(now.Where(one => !old.ContainsKey(one.Key)).Select(one => $"endpoint {one.Key} added{(one.Value == Ready ? "" : $", {one.Value}")}"));
        changes.AddRange(old.Keys.Where(address => !now.ContainsKey(address)).Select(address => $"endpoint {address} removed"));
        changes.AddRange(now.Where(one => old.TryGetValue(one.Key, out string? state) && state != one.Value).Select(one => $"endpoint {one.Key} is {one.Value} now"));
        if (!PortsOf(before).SequenceEqual(PortsOf(after)))
        {
            changes.Add(PortsOf(after).ToList() is [_, ..] ports ? $"its ports are {string.Join(", ", ports)} now" : "it has no ports now");
        }

        return changes;
    }

    private const string Ready = "ready";

    // As kube-proxy takes them (KEP-1672): ready if nothing is said, serving if terminating and still answering.
    private static Dictionary<string, string> StatesOf(V1EndpointSlice slice)
    {
        var states = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (V1Endpoint endpoint in slice.Endpoints ?? [])
        {
            string state = endpoint.Conditions switch
            {
                { Terminating: true, Serving: true } => "terminating but serving",
                { Terminating: true } => "terminating",
                { Ready: false } => "not ready",
                _ => Ready,
            };
            foreach (string address in endpoint.Addresses ?? [])
            {
                states[address] = state;
            }
        }

        return states;
    }

    private static IEnumerable<string> PortsOf(V1EndpointSlice slice) => (slice.Ports ?? []).Select(port => $"{port.Name}{(string.IsNullOrEmpty(port.Name) ? "" : " ")}{port.Port}/{port.Protocol}");

    private static List<string> OfIngress(V1Service before, V1Service after)
    {
        string old = Ingress(before), now = Ingress(after);
        return old == now ? [] : [$"the load balancer's address is {(now.Length == 0 ? "none" : now)} now"];
    }

    private static string Ingress(V1Service service) => string.Join(", ", (service.Status?.LoadBalancer?.Ingress ?? []).Select(one => one.Ip ?? one.Hostname ?? ""));

    private static IEnumerable<string> OfLabels(V1Node before, V1Node after)
    {
        IDictionary<string, string> old = before.Metadata.Labels ?? new Dictionary<string, string>(), now = after.Metadata.Labels ?? new Dictionary<string, string>();
        foreach (string key in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            string? was = old.TryGetValue(key, out string? first) ? first : null, isNow = now.TryGetValue(key, out string? second) ? second : null;
            if (was != isNow)
            {
                yield return isNow is null ? $"label {key} removed" : was is null ? $"label {key}={isNow} added" : $"label {key} is {isNow} now";
            }
        }
    }

    private static string Join(IEnumerable<string> changes)
    {
        var all = changes.ToList();
        string text = string.Join("; ", all.Take(MostItems).Select(change => change.Length > LongestItem ? change[..(LongestItem - 1)] + "…" : change));
        return all.Count > MostItems ? $"{text}; and {all.Count - MostItems} more" : text;
    }
}
