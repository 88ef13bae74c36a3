using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Reads a Service object: which of its ports does kube-proxy serve in one family, and how.</summary>
public static class ServicePorts
{
    private const string TopologyMode = "service.kubernetes.io/topology-mode";
    private const string TopologyAwareHints = "service.kubernetes.io/topology-aware-hints";

    /// <summary>
    /// The label selector with which kube-proxy lists and watches Services and EndpointSlices: objects with one of these labels,
    /// whatever its value, are never seen.
    /// </summary>
    public const string LabelSelector = "!service.kubernetes.io/headless,!service.kubernetes.io/service-proxy-name";

    /// <summary>False if the selector of kube-proxy's list requests hides the object.</summary>
    /// <param name="metadata">The metadata of a Service or an EndpointSlice.</param>
    public static bool IsSelected(V1ObjectMeta? metadata) => metadata?.Labels is not { Count: > 0 } labels
        || (!labels.ContainsKey("service.kubernetes.io/headless") && !labels.ContainsKey("service.kubernetes.io/service-proxy-name"));

    /// <summary>
    /// The served ports, in the order of the Service; none for headless Services, ExternalName and Services without the family.
    /// </summary>
    /// <param name="service">A Service with all fields that an API server fills in. It is not changed.</param>
    /// <param name="family">The family.</param>
    public static ImmutableArray<ServicePort> From(V1Service service, IpFamily family)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (service.Spec is not { Ports.Count: > 0 } spec
            || spec.Type == "ExternalName"
            || !IsSelected(service.Metadata)
            || !TryGetClusterIP(spec, family, out IPAddress clusterIP))
        {
            return [];
        }

        var name = new NamespacedName(service.Metadata?.NamespaceProperty ?? "default", service.Metadata?.Name ?? "");
        ImmutableArray<IPAddress> externalIPs = Addresses(spec.ExternalIPs, family);
        bool externalLocal = spec.ExternalTrafficPolicy == "Local"
            && (spec.Type is "NodePort" or "LoadBalancer"
                || (spec.Type is null or "" or "ClusterIP" && spec.ExternalIPs is { Count: > 0 }));
        var template = new PortTemplate(service, name, clusterIP, externalIPs, externalLocal, family);
        if (spec.Ports.Count == 1)
        {
            return [template.Make(spec.Ports[0], 0)];
        }

        ServicePort[] ports = [.. spec.Ports.Select(template.Make)];

        // Of two ports with one name and protocol the last one counts; the API server lets no such Service in.
        return [.. ports.Where((port, index) => ports.Skip(index + 1).All(later => later.Name != port.Name))];
    }

    /// <summary>The protocol of a port; TCP if none is given, as the API server fills in.</summary>
    internal static IpProtocol ProtocolOf(string? protocol) => protocol switch
    {
        "UDP" => IpProtocol.Udp,
        "SCTP" => IpProtocol.Sctp,
        _ => IpProtocol.Tcp,
    };

    private static bool TryGetClusterIP(V1ServiceSpec spec, IpFamily family, out IPAddress address)
    {
        // The address is found by the place of the family in ipFamilies, not by its look.
        if (spec.ClusterIPs is { Count: > 0 } addresses)
        {
            string wanted = family == IpFamily.IPv4 ? "IPv4" : "IPv6";
            if (spec.IpFamilies is { Count: > 0 } families)
            {
                int index = families.IndexOf(wanted);
                if (index < 0 || index >= addresses.Count)
                {
                    address = IPAddress.None;
                    return false;
                }

                return AddressForms.TryParseAddress(addresses[index], out address);
            }

            return AddressForms.TryParseAddress(addresses[0], family, out address);
        }

        return AddressForms.TryParseAddress(spec.ClusterIP, family, out address);
    }

    private static ImmutableArray<IPAddress> Addresses(IList<string>? texts, IpFamily family)
    {
        if (texts is not { Count: > 0 })
        {
            return [];
        }

        var addresses = ImmutableArray.CreateBuilder<IPAddress>(texts.Count);
        foreach (string text in texts)
        {
            if (AddressForms.TryParseAddress(text, family, out IPAddress address))
            {
                addresses.Add(address);
            }
        }

        return addresses.DrainToImmutable();
    }

    private static ImmutableArray<IPAddress> Vips(IList<V1LoadBalancerIngress>? ingress, IpFamily family)
    {
        if (ingress is not { Count: > 0 })
        {
            return [];
        }

        var addresses = ImmutableArray.CreateBuilder<IPAddress>(ingress.Count);
        foreach (V1LoadBalancerIngress entry in ingress)
        {
            if (entry.IpMode is null or "" or "VIP" && AddressForms.TryParseAddress(entry.Ip, family, out IPAddress address))
            {
                addresses.Add(address);
            }
        }

        return addresses.DrainToImmutable();
    }

    private static ImmutableArray<IPNetwork> Ranges(IList<string>? texts, IpFamily family)
    {
        if (texts is not { Count: > 0 })
        {
            return [];
        }

        var ranges = ImmutableArray.CreateBuilder<IPNetwork>(texts.Count);
        foreach (string text in texts)
        {
            if (AddressForms.TryParseNetwork(text, out IPNetwork range) && AddressForms.FamilyOf(range.BaseAddress) == family)
            {
                ranges.Add(range);
            }
        }

        return ranges.DrainToImmutable();
    }

    private static bool UsesHints(IDictionary<string, string>? annotations)
    {
        if (annotations is not { Count: > 0 })
        {
            return false;
        }

        // The older name wins if both are present.
        if (!annotations.TryGetValue(TopologyAwareHints, out string? mode))
        {
            annotations.TryGetValue(TopologyMode, out mode);
        }

        return mode is not (null or "" or "disabled" or "Disabled");
    }

    /// <summary>What all ports of a Service have in common.</summary>
    private readonly struct PortTemplate(
        V1Service service,
        NamespacedName name,
        IPAddress clusterIP,
        ImmutableArray<IPAddress> externalIPs,
        bool externalLocal,
        IpFamily family)
    {
        internal ServicePort Make(V1ServicePort port, int index)
        {
            V1ServiceSpec spec = service.Spec;
            return new ServicePort
            {
                Name = new(name, port.Name ?? "", ProtocolOf(port.Protocol)),
                ClusterIP = clusterIP,
                Port = port.Port,
                Index = index,
                NodePort = port.NodePort ?? 0,
                ExternalIPs = externalIPs,
                LoadBalancerVips = Vips(service.Status?.LoadBalancer?.Ingress, family),
                SourceRanges = Ranges(spec.LoadBalancerSourceRanges, family),
                AffinitySeconds = spec.SessionAffinity == "ClientIP"
                    ? spec.SessionAffinityConfig?.ClientIP?.TimeoutSeconds ?? ServicePort.DefaultAffinitySeconds
                    : 0,
                HealthCheckNodePort = spec.Type == "LoadBalancer" && externalLocal ? spec.HealthCheckNodePort ?? 0 : 0,
                InternalPolicyLocal = spec.InternalTrafficPolicy == "Local",
                ExternalPolicyLocal = externalLocal,
                UsesTopologyHints = UsesHints(service.Metadata?.Annotations),
            };
        }
    }
}
