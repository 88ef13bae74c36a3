using k8s.Models;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The Services of the lab as clients name them. Nothing before the lab runs.</summary>
internal static class ServiceNames
{
    private const string Hidden = "kube-system";

    /// <summary>Their names: short ones in the namespace <c>default</c>, <c>name.namespace</c> elsewhere.</summary>
    public static IEnumerable<CompletionMatch> Of(NotebookSession session) =>
        Listed(session).Select(service => new CompletionMatch(NameOf(service), "variable", $"Service, {service.Spec.Type} {service.Spec.ClusterIP}"));

    /// <summary>Their URLs, by name, by cluster IP and by node port.</summary>
    public static IEnumerable<CompletionMatch> UrlsOf(NotebookSession session) =>
        from service in Listed(session)
        from port in (service.Spec.Ports ?? []).Where(port => port.Protocol is null or "TCP")
        from url in UrlsOf(session, service, port)
        select url;

    private static IEnumerable<CompletionMatch> UrlsOf(NotebookSession session, V1Service service, V1ServicePort port)
    {
        var suffix = port.Port == 80 ? "" : $":{port.Port}";
        yield return new CompletionMatch($"http://{NameOf(service)}{suffix}", "variable", $"Service, {service.Spec.Type}");
        foreach (var address in (service.Spec.ClusterIPs ?? []).Where(address => address != "None"))
        {
            yield return new CompletionMatch($"http://{Bracketed(address)}{suffix}", "variable", $"cluster IP of {NameOf(service)}");
        }

        if (port.NodePort is { } nodePort && session.LabIfStarted is { } lab)
        {
            foreach (var node in lab.Nodes)
            {
                yield return new CompletionMatch($"http://{Bracketed(lab.AddressesOf(node.Name)[0].ToString())}:{nodePort}", "variable", $"node port of {NameOf(service)} on {node.Name}");
            }
        }

        foreach (var ingress in service.Status?.LoadBalancer?.Ingress ?? [])
        {
            yield return new CompletionMatch($"http://{Bracketed(ingress.Ip)}{suffix}", "variable", $"load balancer of {NameOf(service)}");
        }
    }

    private static IEnumerable<V1Service> Listed(NotebookSession session) =>
        (session.LabIfStarted?.List<V1Service>() ?? []).Where(service => service.Namespace() != Hidden).OrderBy(service => service.Name(), StringComparer.Ordinal);

    private static string NameOf(V1Service service) => service.Namespace() == Lab.DefaultNamespace ? service.Name() : $"{service.Name()}.{service.Namespace()}";

    private static string Bracketed(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
}
