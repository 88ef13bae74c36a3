using System.Collections.Immutable;
using Fluid;

namespace Learn.Course;

/// <summary>
/// The filters that ask the lab. Names may have a namespace before them: <c>shop/web</c>.
/// <list type="bullet">
/// <item><c>"web" | cluster_ip</c>, <c>"web" | cluster_ip: "IPv6"</c></item>
/// <item><c>"web" | node_port</c>, <c>"web" | node_port: "http"</c>: of the first port, or of the one of that name</item>
/// <item><c>"web" | balancer_ip</c>, <c>"web" | balancer_ip: "IPv6"</c></item>
/// <item><c>"web" | service_chain</c>, <c>"web" | service_chain: "http"</c>: KUBE-SVC-…</item>
/// <item><c>"web-1" | endpoint_chain: "web"</c>, <c>"web-1" | endpoint_chain: "web", "http"</c>: KUBE-SEP-…</item>
/// <item><c>"web-1" | pod_ip</c>, <c>"web-1" | pod_ip: "IPv6"</c>, <c>"web-1" | node_of</c></item>
/// <item><c>"node-1" | node_ip</c>, <c>"node-1" | node_ip: "IPv6"</c></item>
/// <item><c>"web" | endpoints</c>: the names of the ready Pods behind a Service, sorted; <c>"app=web" | pods</c>: those with these labels</item>
/// </list>
/// </summary>
internal static class LabFilters
{
    /// <summary>The cluster IP of a Service.</summary>
    public const string ClusterIp = "cluster_ip";

    /// <summary>A node port of a Service.</summary>
    public const string NodePort = "node_port";

    /// <summary>The address of a Service's load balancer.</summary>
    public const string BalancerIp = "balancer_ip";

    /// <summary>The chain KUBE-SVC-… of a Service's port.</summary>
    public const string ServiceChain = "service_chain";

    /// <summary>The chain KUBE-SEP-… of a Pod behind a Service.</summary>
    public const string EndpointChain = "endpoint_chain";

    /// <summary>The address of a Pod.</summary>
    public const string PodIp = "pod_ip";

    /// <summary>The node that a Pod runs on.</summary>
    public const string NodeOf = "node_of";

    /// <summary>The address of a node.</summary>
    public const string NodeIp = "node_ip";

    /// <summary>The ready Pods behind a Service.</summary>
    public const string Endpoints = "endpoints";

    /// <summary>The Pods with some labels.</summary>
    public const string Pods = "pods";

    /// <summary>Where the context keeps who answers.</summary>
    public const string Key = "lab";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } = [ClusterIp, NodePort, BalancerIp, ServiceChain, EndpointChain, PodIp, NodeOf, NodeIp, Endpoints, Pods];

    /// <summary>Templates with them, in which nothing unknown goes through.</summary>
    public static TemplateOptions Options { get; } = MakeOptions();

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions { StrictFilters = true };
        options.Filters.AddFilter("divided_by", DecimalDivision.Divide);
        foreach (string name in Names)
        {
            options.Filters.AddFilter(name, (input, arguments, context) => ValueTask.FromResult(
                ((ILabQuestions)context.AmbientValues[Key]).Answer(name, input.ToStringValue(), [.. Enumerable.Range(0, arguments.Count).Select(index => arguments.At(index).ToStringValue())])));
        }

        return options;
    }
}
