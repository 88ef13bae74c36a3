using System.Globalization;
using System.Net;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The paths of a Service's fields, with the places in its lists as far as the manifest tells them.</summary>
/// <param name="service">What the rules say about the service port.</param>
/// <param name="manifest">The Service; null if it is not known.</param>
/// <param name="port">The service port that the generator read; null if it is not known.</param>
internal readonly struct ServiceFields(ServiceReading service, V1Service? manifest, ServicePort? port)
{
    internal FieldReference Of(string path) => new("Service", service.Service, path);

    /// <summary>A field of the port.</summary>
    internal FieldReference OfPort(string field) => Of($"spec.ports[{PortKey}].{field}") with { OtherPath = PortName.Length == 0 ? null : $"spec.ports[{PortName}].{field}" };

    internal FieldReference ClusterIP => Of(
        service.ClusterIP is { } address && Place(manifest?.Spec?.ClusterIPs, address) is >= 0 and var place ? At("spec.clusterIPs", place) : "spec.clusterIPs")
        with { OtherPath = "spec.clusterIP" };

    internal FieldReference ExternalIP(IPAddress address) => Of(Member("spec.externalIPs", manifest?.Spec?.ExternalIPs, address));

    internal FieldReference Ingress(IPAddress address) => Of(
        Member("status.loadBalancer.ingress", manifest?.Status?.LoadBalancer?.Ingress?.Select(each => each.Ip).ToList(), address) + ".ip");

    internal FieldReference SourceRange(AddressPattern range)
    {
        IList<string> texts = manifest?.Spec?.LoadBalancerSourceRanges ?? [];
        for (int index = 0; index < texts.Count; index++)
        {
            if (AddressForms.TryParseNetwork(texts[index], out IPNetwork network) && new AddressPattern(network) == range)
            {
                return Of(At("spec.loadBalancerSourceRanges", index));
            }
        }

        return Of(manifest is null ? $"spec.loadBalancerSourceRanges[{range}]" : "spec.loadBalancerSourceRanges");
    }

    /// <summary>Everything by which the service port can be reached from outside.</summary>
    internal IEnumerable<FieldReference> ExternalAccess()
    {
        if (service.NodePort is not null)
        {
            yield return OfPort("nodePort");
        }

        foreach (IPAddress address in service.ExternalIPs)
        {
            yield return ExternalIP(address);
        }

        foreach (IPAddress address in service.LoadBalancerIPs)
        {
            yield return Ingress(address);
        }
    }

    private string PortName => service.Name.Length > service.Service.Length ? service.Name[(service.Service.Length + 1)..] : "";

    // A port without a name is the only one.
    private string PortKey
    {
        get
        {
            string name = PortName;
            if (manifest?.Spec?.Ports is { } ports)
            {
                for (int index = 0; index < ports.Count; index++)
                {
                    if ((ports[index].Name ?? "") == name && ServicePorts.ProtocolOf(ports[index].Protocol) == service.Protocol)
                    {
                        return index.ToString(CultureInfo.InvariantCulture);
                    }
                }
            }

            return port is not null ? port.Index.ToString(CultureInfo.InvariantCulture) : name.Length == 0 ? "0" : name;
        }
    }

    private static string Member(string list, IList<string>? texts, IPAddress address) => Place(texts, address) is >= 0 and var place
        ? At(list, place)
        : $"{list}[{address}]";

    private static string At(string list, int place) => string.Create(CultureInfo.InvariantCulture, $"{list}[{place}]");

    private static int Place(IList<string>? texts, IPAddress address)
    {
        for (int index = 0; index < (texts?.Count ?? 0); index++)
        {
            if (AddressForms.TryParseAddress(texts![index], out IPAddress found) && found.Equals(address))
            {
                return index;
            }
        }

        return -1;
    }
}
