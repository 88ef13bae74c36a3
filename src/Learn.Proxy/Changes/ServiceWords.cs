using System.Globalization;
using System.Net;

namespace Learn.Proxy;

/// <summary>A service port in words.</summary>
internal static class ServiceWords
{
    internal static bool IsExternal(ServiceReading service) =>
        service.NodePort is not null || !service.ExternalIPs.IsEmpty || !service.LoadBalancerIPs.IsEmpty;

    /// <summary>Where it can be reached: <c>cluster IP 10.96.0.7:80 (tcp), node port 30080</c>.</summary>
    internal static string Addresses(ServiceReading service)
    {
        var parts = new List<string>();
        if (service.ClusterIP is { } address)
        {
            parts.Add($"cluster IP {WithPort(address, service.Port)} ({service.Protocol})");
        }

        if (!service.ExternalIPs.IsEmpty)
        {
            parts.Add($"external IP {Words.List(service.ExternalIPs.Select(external => external.ToString()))}");
        }

        if (!service.LoadBalancerIPs.IsEmpty)
        {
            parts.Add($"load balancer {Words.List(service.LoadBalancerIPs.Select(external => external.ToString()))}");
        }

        if (service.NodePort is { } nodePort)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"node port {nodePort}"));
        }

        return parts.Count == 0 ? "no address" : string.Join(", ", parts);
    }

    /// <summary>What else the rules tell about it, in a few words each.</summary>
    internal static IEnumerable<string> Facts(ServiceReading service)
    {
        if (service.IsRefused)
        {
            yield return "refused: no endpoint";
        }

        if (service.IsDroppedWithoutLocal)
        {
            yield return "dropped: none on this node";
        }

        if (service.IsInternalPolicyLocal)
        {
            yield return "internal Local";
        }

        if (service.IsExternalPolicyLocal)
        {
            yield return "external Local";
        }

        if (service.Affinity is { } affinity)
        {
            yield return $"affinity {Time(affinity)}";
        }

        if (!service.SourceRanges.IsEmpty)
        {
            yield return $"only {Words.List(service.SourceRanges)}";
        }

        if (service.HealthCheckNodePort is { } health)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"health check :{health}");
        }
    }

    /// <summary><c>10.96.0.7:80</c>, <c>[fd00::7]:80</c>.</summary>
    internal static string WithPort(IPAddress address, ushort? port) => port is { } number
        ? new IPEndPoint(address, number).ToString()
        : address.ToString();

    /// <summary><c>3 hours</c>, <c>90 s</c>.</summary>
    internal static string Time(TimeSpan time) => time.TotalSeconds % 3600 == 0
        ? Words.Count((int)time.TotalHours, "hour")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
}
