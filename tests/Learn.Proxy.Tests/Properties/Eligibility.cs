using System.Net;
using k8s.Models;

namespace Learn.Proxy.Tests;

/// <summary>Says anew, in the plainest way, which endpoints traffic to a cluster IP may reach: the generator is held against it.</summary>
internal static class Eligibility
{
    internal static string[] OfClusterIP(RandomCluster cluster, V1Service service, V1ServicePort port)
    {
        var entries = cluster.Slices
            .Where(slice => slice.Metadata.Labels["kubernetes.io/service-name"] == service.Metadata.Name)
            .SelectMany(slice => slice.Ports
                .Where(slicePort => slicePort.Name == port.Name && slicePort.Protocol == port.Protocol)
                .SelectMany(slicePort => slice.Endpoints.Select(endpoint => (Endpoint: endpoint, Port: slicePort.Port!.Value))))
            .GroupBy(entry => new IPEndPoint(IPAddress.Parse(entry.Endpoint.Addresses[0]), entry.Port).ToString())
            .Select(group => (Text: group.Key, Best: group
                .OrderByDescending(entry => entry.Endpoint.NodeName == "worker-1")
                .ThenByDescending(entry => IsReady(entry.Endpoint))
                .ThenByDescending(entry => entry.Endpoint.Conditions.Serving)
                .ThenBy(entry => entry.Endpoint.Conditions.Terminating)
                .ThenBy(entry => entry.Endpoint.Hints?.ForZones[0].Name, StringComparer.Ordinal)
                .First().Endpoint))
            .ToArray();
        if (service.Spec.InternalTrafficPolicy == "Local")
        {
            entries = [.. entries.Where(entry => entry.Best.NodeName == "worker-1")];
            return ReadyOrElseFallback(entries.Select(entry => (entry.Text, entry.Best)));
        }

        bool wantsHints = service.Metadata.Annotations?.Values.Single() == "Auto" && cluster.Zone.Length > 0;
        var ready = entries.Where(entry => IsReady(entry.Best)).ToArray();
        if (wantsHints && ready.All(entry => entry.Best.Hints is not null) && ready.Any(entry => IsFor(entry.Best, cluster.Zone)))
        {
            return [.. ready.Where(entry => IsFor(entry.Best, cluster.Zone)).Select(entry => entry.Text)];
        }

        return ReadyOrElseFallback(entries.Select(entry => (entry.Text, entry.Best)));
    }

    private static string[] ReadyOrElseFallback(IEnumerable<(string Text, V1Endpoint Endpoint)> entries)
    {
        string[] ready = [.. entries.Where(entry => IsReady(entry.Endpoint)).Select(entry => entry.Text)];
        return ready.Length > 0
            ? ready
            : [.. entries.Where(entry => entry.Endpoint.Conditions is { Serving: true, Terminating: true }).Select(entry => entry.Text)];
    }

    private static bool IsReady(V1Endpoint endpoint) => endpoint.Conditions.Ready is null or true;

    private static bool IsFor(V1Endpoint endpoint, string zone) => endpoint.Hints.ForZones.Any(hint => hint.Name == zone);
}
