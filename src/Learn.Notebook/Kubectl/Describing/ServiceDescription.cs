using System.Globalization;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl describe service</c> and <c>endpointslice</c>.</summary>
internal static class ServiceDescription
{
    private const int MostEndpoints = 3;
    private const string ServiceName = "kubernetes.io/service-name";

    /// <summary>A Service.</summary>
    public static void Write(DescriptionText text, V1Service service, ClusterApi cluster)
    {
        var spec = service.Spec;
        text.Field(0, "Name", service.Metadata.Name);
        text.Field(0, "Namespace", service.Metadata.NamespaceProperty);
        text.Labels(0, "Labels", service.Metadata.Labels);
        text.Annotations(0, "Annotations", service.Metadata.Annotations);
        text.Field(0, "Selector", SelectorText.Of(spec.Selector));
        text.Field(0, "Type", spec.Type);
        WriteIfAny(text, "IP Family Policy", spec.IpFamilyPolicy);
        text.Field(0, "IP Families", DescriptionText.OrNone(string.Join(',', spec.IpFamilies ?? [])));
        text.Field(0, "IP", spec.ClusterIP);
        text.Field(0, "IPs", DescriptionText.OrNone(string.Join(',', spec.ClusterIPs ?? [])));
        WriteIfAny(text, "External IPs", string.Join(',', spec.ExternalIPs ?? []));
        WriteIfAny(text, "Desired LoadBalancer IP", spec.LoadBalancerIP);
        WriteIfAny(text, "External Name", spec.ExternalName);
        WriteIfAny(text, "LoadBalancer Ingress", string.Join(", ", (service.Status?.LoadBalancer?.Ingress ?? []).Select(one => string.IsNullOrEmpty(one.Ip) ? one.Hostname : one.Ip)));
        WritePorts(text, service, cluster);
        text.Field(0, "Session Affinity", spec.SessionAffinity);
        WriteIfAny(text, "External Traffic Policy", spec.ExternalTrafficPolicy);
        WriteIfAny(text, "HealthCheck NodePort", spec.HealthCheckNodePort is > 0 ? spec.HealthCheckNodePort.Value.ToString(CultureInfo.InvariantCulture) : null);
        WriteIfAny(text, "LoadBalancer Source Ranges", string.Join(',', spec.LoadBalancerSourceRanges ?? []));
    }

    /// <summary>An EndpointSlice.</summary>
    public static void Write(DescriptionText text, V1EndpointSlice slice)
    {
        text.Field(0, "Name", slice.Metadata.Name);
        text.Field(0, "Namespace", slice.Metadata.NamespaceProperty);
        text.Labels(0, "Labels", slice.Metadata.Labels);
        text.Annotations(0, "Annotations", slice.Metadata.Annotations);
        text.Field(0, "AddressType", slice.AddressType);
        if (slice.Ports is not { Count: > 0 } ports)
        {
            text.Field(0, "Ports", "<unset>");
        }
        else
        {
            text.Line(0, "Ports:");
            text.Line(1, "Name\tPort\tProtocol");
            text.Line(1, "----\t----\t--------");
            foreach (var port in ports)
            {
                text.Line(1, $"{DescriptionText.OrUnset(port.Name)}\t{DescriptionText.OrUnset(port.Port?.ToString(CultureInfo.InvariantCulture))}\t{port.Protocol}");
            }
        }

        WriteEndpoints(text, slice.Endpoints ?? []);
    }

    private static void WriteEndpoints(DescriptionText text, IList<V1Endpoint> endpoints)
    {
        if (endpoints.Count == 0)
        {
            text.Field(0, "Endpoints", "<none>");
            return;
        }

        text.Line(0, "Endpoints:");
        foreach (var endpoint in endpoints)
        {
            text.Field(1, "- Addresses", string.Join(", ", endpoint.Addresses));
            text.Line(2, "Conditions:");
            text.Field(3, "Ready", endpoint.Conditions?.Ready is { } ready ? ready ? "true" : "false" : "<unset>");
            text.Field(2, "Hostname", DescriptionText.OrUnset(endpoint.Hostname));
            if (endpoint.TargetRef is { } target)
            {
                text.Field(2, "TargetRef", $"{target.Kind}/{target.Name}");
            }

            text.Field(2, "NodeName", DescriptionText.OrUnset(endpoint.NodeName));
            text.Field(2, "Zone", DescriptionText.OrUnset(endpoint.Zone));
        }
    }

    private static void WritePorts(DescriptionText text, V1Service service, ClusterApi cluster)
    {
        var slices = cluster.List<V1EndpointSlice>(service.Metadata.NamespaceProperty)
            .Where(slice => slice.Metadata.Labels is { } labels && labels.TryGetValue(ServiceName, out var owner) && owner == service.Metadata.Name)
            .ToList();
        foreach (var port in service.Spec.Ports ?? [])
        {
            var name = DescriptionText.OrUnset(port.Name);
            text.Field(0, "Port", string.Create(CultureInfo.InvariantCulture, $"{name}\t{port.Port}/{port.Protocol}"));
            text.Field(0, "TargetPort", $"{port.TargetPort?.Value}/{port.Protocol}");
            if (port.NodePort is > 0)
            {
                text.Field(0, "NodePort", string.Create(CultureInfo.InvariantCulture, $"{name}\t{port.NodePort}/{port.Protocol}"));
            }

            text.Field(0, "Endpoints", Endpoints(slices, port.Name));
        }
    }

    private static string Endpoints(IReadOnlyList<V1EndpointSlice> slices, string? portName)
    {
        var ready = slices.SelectMany(slice => (slice.Ports ?? []).Where(port => (port.Name ?? "") == (portName ?? "")).SelectMany(port => (slice.Endpoints ?? [])
            .Where(endpoint => endpoint.Conditions?.Ready != false)
            .SelectMany(endpoint => endpoint.Addresses)
            .Select(address => string.Create(CultureInfo.InvariantCulture, $"{(address.Contains(':') ? $"[{address}]" : address)}:{port.Port}")))).ToList();
        var shown = string.Join(',', ready.Take(MostEndpoints));
        return ready.Count > MostEndpoints ? string.Create(CultureInfo.InvariantCulture, $"{shown} + {ready.Count - MostEndpoints} more...") : DescriptionText.OrNone(shown);
    }

    private static void WriteIfAny(DescriptionText text, string title, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Field(0, title, value);
        }
    }
}
