using System.Collections.Immutable;
using System.Net;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>Turns a document of <c>kind: Lab</c> into options, with all problems at once.</summary>
internal sealed class LabManifestReader(ManifestDocument document)
{
    private const int MostZones = 100;

    private readonly List<ManifestProblem> problems = [];

    /// <exception cref="ManifestException">Something is wrong.</exception>
    public LabOptions Read()
    {
        var written = document.ReadAs<LabDocument>();
        var spec = written.Spec ?? new LabDocument.SpecSection();
        var defaults = new LabOptions();
        var options = defaults with
        {
            Name = written.Metadata?.Name,
            Nodes = NodesOf(spec),
            Clients = spec.Clients is { } clients ? [.. clients] : defaults.Clients,
            Addresses = AddressesOf(spec),
            World = spec.IptablesBackend is { } backend ? new WorldOptions { IptablesBackend = BackendOf(backend) } : null,
            ClusterDns = spec.ClusterDns ?? defaults.ClusterDns,
            NodeMonitorGracePeriod = DurationOf("nodeMonitorGracePeriod", spec.NodeMonitorGracePeriod, defaults.NodeMonitorGracePeriod),
            HealthCheckPeriod = DurationOf("healthCheckPeriod", spec.HealthCheckPeriod, defaults.HealthCheckPeriod),
            CrashBackoff = DurationOf("crashBackoff", spec.CrashBackoff, defaults.CrashBackoff),
            Patience = DurationOf("patience", spec.Patience, defaults.Patience),
            Seed = spec.Seed ?? defaults.Seed,
        };
        if (problems.Count == 0 && options.Validate() is { } contradiction)
        {
            Add("spec", contradiction);
        }

        return problems.Count == 0 ? options : throw new ManifestException(problems);
    }

    private ImmutableArray<NodeOptions> NodesOf(LabDocument.SpecSection spec)
    {
        string[] zones = [.. spec.Zones ?? []];
        if (zones.Length > MostZones)
        {
            Add("spec.zones", $"a lab has {MostZones} zones at most");
        }

        if (spec.Nodes is { } listed)
        {
            if (spec.NodeCount is { } count && count != listed.Count)
            {
                Add("spec.nodeCount", $"it says {count}, but {listed.Count} nodes are listed below spec.nodes; one of the two is enough");
            }

            return [.. listed.Select((node, index) => NodeOf(node, index, zones))];
        }

        int wanted = spec.NodeCount ?? 1;
        if (wanted is < 1 or > AddressPlan.MostNodes)
        {
            Add("spec.nodeCount", $"must be between 1 and {AddressPlan.MostNodes}, inclusive");
            wanted = 1;
        }

        return LabOptions.NumberedNodes(wanted, zones);
    }

    private static NodeOptions NodeOf(LabDocument.NodeSection node, int index, string[] zones) => new(node.Name ?? $"node-{index + 1}")
    {
        Zone = node.Zone ?? (zones.Length == 0 ? null : zones[index % zones.Length]),
        Labels = node.Labels?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, string>.Empty,
    };

    private AddressPlan AddressesOf(LabDocument.SpecSection spec)
    {
        var families = new List<IpFamily>();
        foreach (string text in spec.IpFamilies ?? ["IPv4"])
        {
            if (text is "IPv4" or "IPv6")
            {
                families.Add(text == "IPv4" ? IpFamily.IPv4 : IpFamily.IPv6);
            }
            else
            {
                Add("spec.ipFamilies", $"\"{text}\" is not IPv4 or IPv6");
            }
        }

        return new AddressPlan { Ranges = [.. families.Select(family => RangesOf(family, spec))] };
    }

    private AddressRanges RangesOf(IpFamily family, LabDocument.SpecSection spec)
    {
        var usual = AddressRanges.Of(family);
        var pods = NetworkOf("podCIDRs", spec.PodCIDRs, family, usual.Pods);
        if (pods.PrefixLength > usual.NodePrefixLength - 4)
        {
            Add("spec.podCIDRs", $"{pods} is too small: each node gets a /{usual.NodePrefixLength} of it, so it needs a prefix of {usual.NodePrefixLength - 4} or less");
        }

        return usual with
        {
            Pods = pods,
            Services = NetworkOf("serviceCIDRs", spec.ServiceCIDRs, family, usual.Services),
            Underlay = NetworkOf("nodeCIDRs", spec.NodeCIDRs, family, usual.Underlay, longest: family == IpFamily.IPv4 ? 16 : 112),
            LoadBalancers = NetworkOf("loadBalancerCIDRs", spec.LoadBalancerCIDRs, family, usual.LoadBalancers),
        };
    }

    private IPNetwork NetworkOf(string field, IList<string>? texts, IpFamily family, IPNetwork usual, int longest = 120)
    {
        var found = usual;
        foreach (string text in texts ?? [])
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                Add($"spec.{field}", $"\"{text}\" is not a network such as {usual}");
            }
            else if (network.BaseAddress.AddressFamily == usual.BaseAddress.AddressFamily)
            {
                found = network;
                int limit = family == IpFamily.IPv4 ? Math.Min(longest, 28) : longest;
                if (network.PrefixLength > limit)
                {
                    Add($"spec.{field}", $"{network} is too small: its prefix must be {limit} or less");
                }
            }
        }

        return found;
    }

    private IptablesBackend? BackendOf(string text)
    {
        switch (text)
        {
            case "nft":
                return IptablesBackend.NfTables;
            case "legacy":
                return IptablesBackend.Legacy;
            default:
                Add("spec.iptablesBackend", $"\"{text}\" is not nft or legacy");
                return null;
        }
    }

    private TimeSpan DurationOf(string field, string? text, TimeSpan usual)
    {
        if (text is null)
        {
            return usual;
        }

        if (GoDuration.TryParse(text, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        Add($"spec.{field}", $"\"{text}\" is not a duration such as 500ms, 30s or 2m");
        return usual;
    }

    private void Add(string field, string message) => problems.Add(LabManifest.ProblemOf(document, field, message));
}
