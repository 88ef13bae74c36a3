using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>The values that the API server fills into a Service that does not give them. (Source: Kubernetes API reference,
/// ServiceSpec.)</summary>
internal static class ServiceDefaults
{
    /// <summary>Seconds: three hours.</summary>
    public const int AffinityTimeoutSeconds = 10_800;

    public static void Apply(V1Service service)
    {
        service.Spec ??= new V1ServiceSpec();
        var spec = service.Spec;
        DefaultAffinity(spec);
        spec.Type = string.IsNullOrEmpty(spec.Type) ? "ClusterIP" : spec.Type;
        foreach (var port in spec.Ports ?? [])
        {
            port.Protocol = string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol;
            if (port.TargetPort is null || port.TargetPort.Value is null or "" or "0")
            {
                port.TargetPort = port.Port.ToString(CultureInfo.InvariantCulture);
            }
        }

        if (service.IsExternallyAccessible && string.IsNullOrEmpty(spec.ExternalTrafficPolicy))
        {
            spec.ExternalTrafficPolicy = "Cluster";
        }

        if (service.NeedsClusterIP)
        {
            spec.InternalTrafficPolicy ??= "Cluster";
        }

        if (spec.Type == "LoadBalancer")
        {
            spec.AllocateLoadBalancerNodePorts ??= true;
            foreach (var ingress in service.Status?.LoadBalancer?.Ingress ?? [])
            {
                if (!string.IsNullOrEmpty(ingress.Ip))
                {
                    ingress.IpMode ??= "VIP";
                }
            }
        }
    }

    private static void DefaultAffinity(V1ServiceSpec spec)
    {
        spec.SessionAffinity = string.IsNullOrEmpty(spec.SessionAffinity) ? "None" : spec.SessionAffinity;
        if (spec.SessionAffinity == "None")
        {
            spec.SessionAffinityConfig = null;
        }
        else if (spec.SessionAffinity == "ClientIP" && spec.SessionAffinityConfig?.ClientIP?.TimeoutSeconds is null)
        {
            spec.SessionAffinityConfig = new V1SessionAffinityConfig
            {
                ClientIP = new V1ClientIPConfig { TimeoutSeconds = AffinityTimeoutSeconds },
            };
        }
    }
}
