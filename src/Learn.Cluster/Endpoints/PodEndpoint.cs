using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What a Pod contributes to the slices of a Service in one family.</summary>
/// <param name="Ports">The ports, with the numbers that this Pod gives to named ones.</param>
/// <param name="Endpoint">The endpoint.</param>
internal sealed record PodEndpoint(SlicePorts Ports, V1Endpoint Endpoint)
{
    /// <summary>The contribution of a Pod; null when it has none: it has ended, or has no address in this family yet.</summary>
    public static PodEndpoint? Of(Transaction transaction, V1Service service, V1Pod pod, string family)
    {
        if (pod.Status is not { } status || status.Phase is "Succeeded" or "Failed")
        {
            return null;
        }

        var addresses = AddressesOf(status).Where(address => Addresses.FamilyOf(address) == family).ToList();
        if (addresses.Count == 0)
        {
            return null;
        }

        var node = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : transaction.Find<V1Node>(new("", pod.Spec.NodeName));
        var publishAll = service.Spec.PublishNotReadyAddresses == true;
        if (node is null && !string.IsNullOrEmpty(pod.Spec.NodeName) && !publishAll)
        {
            // A Pod on a node that does not exist any more cannot answer.
            return null;
        }

        var serving = PodConditions.IsTrue(pod, "Ready");
        var terminating = pod.Metadata.DeletionTimestamp is not null;
        var endpoint = new V1Endpoint
        {
            Addresses = addresses,
            Conditions = new V1EndpointConditions
            {
                Ready = publishAll || (serving && !terminating),
                Serving = serving,
                Terminating = terminating,
            },
            Hostname = !string.IsNullOrEmpty(pod.Spec.Hostname) && pod.Spec.Subdomain == service.Metadata.Name ? pod.Spec.Hostname : null,
            NodeName = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName,
            TargetRef = new V1ObjectReference
            {
                Kind = "Pod",
                NamespaceProperty = pod.Metadata.NamespaceProperty,
                Name = pod.Metadata.Name,
                Uid = pod.Metadata.Uid,
            },
            Zone = node?.Metadata.Labels is { } labels && labels.TryGetValue(SliceLabels.Zone, out var zone) && zone.Length > 0 ? zone : null,
        };
        return new PodEndpoint(SlicePorts.Of(service, pod), endpoint);
    }

    /// <summary>The number behind a target port for this Pod; null when it names a port that the Pod does not have.</summary>
    public static int? ResolvePort(V1Pod pod, V1ServicePort port)
    {
        var target = port.TargetPort?.Value;
        if (string.IsNullOrEmpty(target))
        {
            return port.Port;
        }

        if (int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var sidecars = (pod.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always");
        return (pod.Spec.Containers ?? []).Concat(sidecars)
            .SelectMany(container => container.Ports ?? [])
            .FirstOrDefault(candidate => candidate.Name == target && candidate.Protocol == port.Protocol)?.ContainerPort;
    }

    private static IEnumerable<string> AddressesOf(V1PodStatus status) => status.PodIPs is { Count: > 0 } all
        ? all.Select(address => address.Ip)
        : string.IsNullOrEmpty(status.PodIP) ? [] : [status.PodIP];
}
