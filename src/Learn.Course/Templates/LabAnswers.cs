using System.Globalization;
using System.Net;
using Fluid.Values;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>A running lab answers what templates ask it.</summary>
internal sealed class LabAnswers(Lab lab) : ILabQuestions
{
    /// <inheritdoc/>
    public FluidValue Answer(string filter, string subject, IReadOnlyList<string> arguments)
    {
        string? first = arguments.Count > 0 ? arguments[0] : null;
        return filter switch
        {
            LabFilters.ClusterIp => Text(AddressOf(ClusterIpsOf(Service(subject)), first, $"The Service {subject}", "cluster IP")),
            LabFilters.BalancerIp => Text(AddressOf(
                Service(subject).Status?.LoadBalancer?.Ingress?.Select(ingress => ingress.Ip) ?? [], first, $"The Service {subject}", "load balancer's address")),
            LabFilters.NodePort => Text(PortOf(Service(subject), first).NodePort is > 0 and var port
                ? port.ToString(CultureInfo.InvariantCulture)
                : throw NotThere($"The Service {subject} has no node port.")),
            LabFilters.PodIp => Text(AddressOf(Pod(subject).Status?.PodIPs?.Select(address => address.Ip) ?? [], first, $"The Pod {subject}", "address")),
            LabFilters.NodeOf => Text(Pod(subject).Spec.NodeName is { Length: > 0 } node ? node : throw NotThere($"The Pod {subject} is on no node yet.")),
            LabFilters.NodeIp => Text(AddressOf(lab.AddressesOf(subject).Select(address => address.ToString()), first, $"The node {subject}", "address")),
            LabFilters.ServiceChain => Text(ChainNames.OfService(Service(subject), PortOf(Service(subject), first))),
            LabFilters.EndpointChain => Text(EndpointChain(subject, arguments)),
            LabFilters.Endpoints => List(ReadyPods(Service(subject))),
            LabFilters.Pods => List(PodsWith(subject)),
            _ => throw new CourseException($"No filter is called {filter}."),
        };
    }

    private string EndpointChain(string pod, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            throw new CourseException($"\"{pod}\" | {LabFilters.EndpointChain} needs the Service, too: \"{pod}\" | {LabFilters.EndpointChain}: \"web\".");
        }

        var service = Service(arguments[0]);
        var port = PortOf(service, arguments.Count > 1 ? arguments[1] : null);
        return ChainNames.OfEndpoint(service, port, SlicesOf(service), Named(pod).Name)
            ?? throw NotThere($"The Pod {pod} is no endpoint of the Service {arguments[0]}.");
    }

    private IEnumerable<string> ReadyPods(V1Service service)
        => SlicesOf(service).SelectMany(slice => slice.Endpoints ?? []).Where(endpoint => endpoint.Conditions?.Ready != false && endpoint.TargetRef?.Name is not null)
            .Select(endpoint => endpoint.TargetRef.Name).Distinct();

    private IEnumerable<string> PodsWith(string selector)
    {
        int slash = selector.IndexOf('/', StringComparison.Ordinal);
        // A label's key may have a slash, too: app.kubernetes.io/name=web.
        bool hasNamespace = slash > 0 && !selector[..slash].Contains('.', StringComparison.Ordinal);
        var labels = LabelSelector.Parse(hasNamespace ? selector[(slash + 1)..] : selector);
        return lab.List<V1Pod>(hasNamespace ? selector[..slash] : Lab.DefaultNamespace).Where(pod => labels.Matches(pod.Metadata.Labels)).Select(pod => pod.Metadata.Name);
    }

    private IReadOnlyList<V1EndpointSlice> SlicesOf(V1Service service)
        => [.. lab.List<V1EndpointSlice>(service.Metadata.NamespaceProperty)
            .Where(slice => slice.Metadata.Labels?.TryGetValue("kubernetes.io/service-name", out string? name) == true && name == service.Metadata.Name)];

    private V1Service Service(string name) => Found(lab.Get<V1Service>(Named(name).Name, Named(name).Namespace), "Service", name);

    private V1Pod Pod(string name) => Found(lab.Get<V1Pod>(Named(name).Name, Named(name).Namespace), "Pod", name);

    private static T Found<T>(T? item, string kind, string name)
        where T : class
        => item ?? throw NotThere($"The lab has no {kind} {name}.");

    private static V1ServicePort PortOf(V1Service service, string? name)
        => (name is null ? service.Spec.Ports?.FirstOrDefault() : service.Spec.Ports?.FirstOrDefault(port => port.Name == name))
            ?? throw NotThere($"The Service {service.Metadata.Name} has no port{(name is null ? "" : $" called {name}")}.");

    private static IEnumerable<string> ClusterIpsOf(V1Service service) => (service.Spec.ClusterIPs ?? [service.Spec.ClusterIP]).Where(address => address is not (null or "None"));

    private static string AddressOf(IEnumerable<string?> addresses, string? family, string whose, string what)
    {
        if (family is not (null or "IPv4" or "IPv6"))
        {
            throw new CourseException($"\"{family}\" is no family of addresses; there are IPv4 and IPv6.");
        }

        return addresses.FirstOrDefault(text => IPAddress.TryParse(text, out var address) && (family is null || (family == "IPv6") == (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)))
            ?? throw NotThere($"{whose} has no {(family is null ? "" : $"{family} ")}{what}.");
    }

    // The cause tells a check that it is the lab that lacks something, and not the template that is wrong.
    private static CourseException NotThere(string message) => new(message, new LabException(message));

    private static NamespacedName Named(string name)
        => name.Split('/') is [var space, var own] ? new NamespacedName(space, own) : new NamespacedName(Lab.DefaultNamespace, name);

    private static StringValue Text(string text) => new(text);

    private static ArrayValue List(IEnumerable<string> names) => new([.. names.Order(StringComparer.Ordinal).Select(name => new StringValue(name))]);
}
