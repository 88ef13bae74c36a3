using k8s.Models;

namespace Learn.Cluster;

/// <summary>The quality-of-service class of a Pod. (Source: Kubernetes documentation, Pod Quality of Service Classes.)</summary>
internal static class QualityOfService
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public static string Of(V1Pod pod)
    {
        var containers = (pod.Spec.Containers ?? []).Concat(pod.Spec.InitContainers ?? []).Select(container => container.Resources).ToArray();
        if (containers.All(resources => !Mentions(resources?.Requests) && !Mentions(resources?.Limits)))
        {
            return "BestEffort";
        }

        return containers.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool Mentions(IDictionary<string, ResourceQuantity>? amounts) => amounts is not null && Resources.Any(amounts.ContainsKey);

    private static bool IsGuaranteed(V1ResourceRequirements? resources) => Resources.All(name =>
        resources?.Limits is { } limits && limits.TryGetValue(name, out var limit)
        && resources.Requests is { } requests && requests.TryGetValue(name, out var request)
        && limit.ToDecimal() == request.ToDecimal());
}
