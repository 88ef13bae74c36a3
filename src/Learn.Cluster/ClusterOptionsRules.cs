using System.Collections.Immutable;
using System.Net;

namespace Learn.Cluster;

/// <summary>What cluster options must satisfy.</summary>
internal static class ClusterOptionsRules
{
    public static void Check(ClusterOptions options)
    {
        CheckRanges(options.ServiceCidrs, nameof(ClusterOptions.ServiceCidrs));
        CheckRanges(options.PodCidrs, nameof(ClusterOptions.PodCidrs));
        if (options.FirstNodePort < 1 || options.LastNodePort > 65535 || options.FirstNodePort > options.LastNodePort)
        {
            throw new ArgumentException($"{options.FirstNodePort}-{options.LastNodePort} is no range of ports within 1-65535.", nameof(options));
        }

        if (options.MaxEndpointsPerSlice is < 1 or > 1000)
        {
            throw new ArgumentException($"{options.MaxEndpointsPerSlice} endpoints per slice; expected 1 to 1000.", nameof(options));
        }
    }

    private static void CheckRanges(ImmutableArray<IPNetwork> ranges, string name)
    {
        if (ranges.IsDefaultOrEmpty || ranges.Length > 2
            || (ranges.Length == 2 && ranges[0].BaseAddress.AddressFamily == ranges[1].BaseAddress.AddressFamily))
        {
            throw new ArgumentException($"{name} must have one range, or one of each IP family.", name);
        }
    }
}
