using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which parts of a Service its type gives a meaning to.</summary>
internal static class ServiceFacts
{
    public const string None = "None";

    extension(V1Service service)
    {
        public bool IsExternalName => service.Spec.Type == "ExternalName";

        public bool IsHeadless => service.Spec.ClusterIP == None || service.Spec.ClusterIPs is [None, ..];

        /// <summary>True for the types that get cluster addresses, headless ones included.</summary>
        public bool NeedsClusterIP => service.Spec.Type is "ClusterIP" or "NodePort" or "LoadBalancer";

        public bool NeedsNodePort => service.Spec.Type == "NodePort"
            || (service.Spec.Type == "LoadBalancer" && service.Spec.AllocateLoadBalancerNodePorts != false);

        public bool NeedsHealthCheckNodePort => service.Spec is { Type: "LoadBalancer", ExternalTrafficPolicy: "Local" };

        public bool IsExternallyAccessible => service.Spec.Type is "NodePort" or "LoadBalancer"
            || (service.Spec.Type == "ClusterIP" && service.Spec.ExternalIPs is { Count: > 0 });
    }

    public static bool SameTexts(IList<string>? left, IList<string>? right) => (left ?? []).SequenceEqual(right ?? []);
}
