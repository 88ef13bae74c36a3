using System.Net;
using k8s.Models;
using Learn.Proxy;

namespace Learn;

/// <summary>Finds the objects of a cluster that Services and endpoints in rules come from.</summary>
internal sealed class ObjectsBehind(RealClusterObjects objects)
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    private readonly HashSet<string> services = [.. objects.Services.Select(service => $"{service.Metadata.NamespaceProperty}/{service.Metadata.Name}")];

    private readonly ILookup<string, V1EndpointSlice> slices = objects.Slices.ToLookup(
        slice => $"{slice.Metadata.NamespaceProperty}/{(slice.Metadata.Labels is { } labels && labels.TryGetValue(ServiceLabel, out var service) ? service : "")}", StringComparer.Ordinal);

    /// <summary>Whether there is a Service of this name, with its namespace.</summary>
    public bool Exists(string service) => services.Contains(service);

    /// <summary>The EndpointSlices of a Service.</summary>
    public IEnumerable<string> Slices(ServiceReading service) => slices[service.Service].Select(NameOf);

    /// <summary>The EndpointSlice and the Pod of an endpoint.</summary>
    /// <param name="service">Its Service.</param>
    /// <param name="endpoint">Address and port.</param>
    public IEnumerable<string> Endpoint(ServiceReading service, string endpoint) => Find(service, endpoint)
        .SelectMany(found => new[] { NameOf(found.Slice), found.Endpoint.TargetRef is { Name: { } name } target ? $"{target.Kind} {target.NamespaceProperty}/{name}" : null })
        .OfType<string>().Distinct();

    /// <summary>Why an endpoint should not be in the rules.</summary>
    /// <param name="service">Its Service.</param>
    /// <param name="endpoint">Address and port.</param>
    public string WhyNot(ServiceReading service, string endpoint) => Find(service, endpoint).Select(found => found.Endpoint.Conditions).FirstOrDefault() switch
    {
        { Terminating: true } => "it is terminating, and others are ready",
        { Ready: false } => "it is not ready",
        _ when Find(service, endpoint).Any() => "kube-proxy should not choose it here: by its port, its zone or its node",
        _ => "no EndpointSlice has it",
    };

    private IEnumerable<(V1EndpointSlice Slice, V1Endpoint Endpoint)> Find(ServiceReading service, string endpoint) =>
        from slice in slices[service.Service]
        from one in slice.Endpoints ?? []
        where one.Addresses?.Any(address => IsAt(address, endpoint)) == true
        select (slice, one);

    private static bool IsAt(string address, string endpoint) =>
        IPEndPoint.TryParse(endpoint, out var parsed) && IPAddress.TryParse(address, out var own) && own.Equals(parsed.Address);

    private static string NameOf(V1EndpointSlice slice) => $"EndpointSlice {slice.Metadata.NamespaceProperty}/{slice.Metadata.Name}";
}
