using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What <c>case.yaml</c> says: for which node kube-proxy runs, how it is configured, and what is looked at.</summary>
public sealed record CaseDescription
{
    /// <summary>One line that says what the case is about; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Words that say what the case covers.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>How many syncs of the first family a step causes, where that is not plain: by the number of the step.</summary>
    public ImmutableDictionary<int, int> Syncs { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>The node for which kube-proxy runs.</summary>
    public required string Node { get; init; }

    /// <summary>The families whose rules are looked at. kube-proxy always serves both.</summary>
    public required ImmutableArray<IpFamily> Families { get; init; }

    /// <summary>The configuration of kube-proxy.</summary>
    public required ProxyConfiguration Configuration { get; init; }

    /// <summary>The interfaces besides loopback; null for one <c>eth0</c> with the InternalIP addresses of the node.</summary>
    public ImmutableArray<CaseInterface>? Interfaces { get; init; }

    /// <summary>Sysctls whose values are looked at after each step.</summary>
    public ImmutableArray<string> SysctlKeys { get; init; } = [];

    /// <summary>Addresses that are asked by HTTP after each step.</summary>
    public ImmutableArray<string> Probes { get; init; } = [];

    /// <summary>True if the commands of the start are looked at, too, not only those of the later steps.</summary>
    public bool LooksAtStartCommands { get; init; }

    /// <summary>Reads a <c>case.yaml</c>.</summary>
    /// <param name="yaml">Its text.</param>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="ManifestException">It is not YAML.</exception>
    /// <exception cref="ProxyConfigurationException">Its <c>config</c> is not a KubeProxyConfiguration.</exception>
    /// <exception cref="CaseException">Something that a case needs is missing.</exception>
    public static CaseDescription Read(string yaml, string? fileName = null) =>
        new CaseDescriptionReader(fileName ?? "case.yaml").Read(yaml);

    /// <summary>The interfaces of the machine besides loopback.</summary>
    /// <param name="own">The node's object; null if there is none.</param>
    public ImmutableArray<CaseInterface> InterfacesOf(V1Node? own) => Interfaces
        ?? [new("eth0", [.. (own?.Status?.Addresses ?? []).Where(entry => entry.Type == "InternalIP").Select(entry => entry.Address + PrefixOf(entry.Address))])];

    /// <summary>The addresses of the machine, loopback first.</summary>
    /// <param name="own">The node's object; null if there is none.</param>
    public ImmutableArray<IPAddress> LocalAddresses(V1Node? own) =>
    [
        IPAddress.Loopback, IPAddress.IPv6Loopback,
        .. InterfacesOf(own).SelectMany(one => one.Addresses).Select(address => IPAddress.Parse(address.Split('/')[0])),
    ];

    private static string PrefixOf(string address) =>
        IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 ? "/64" : "/24";
}
