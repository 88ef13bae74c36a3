using Learn.Proxy;
using Learn.Sandbox;

namespace Learn;

/// <summary>How a lab is built. The defaults are what a first lesson needs.</summary>
public sealed record LabOptions
{
    /// <summary>
    /// The lab's name, by which other terminals find it: lower-case letters, digits and hyphens, at most 40 characters.
    /// Null, the default, makes a name of its own.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The name of the node.</summary>
    public string NodeName { get; init; } = "node-1";

    /// <summary>Who gets which address.</summary>
    public AddressPlan Addresses { get; init; } = new();

    /// <summary>
    /// kube-proxy's configuration on every node; null, the default, is an empty KubeProxyConfiguration with the lab's pod range as
    /// <c>clusterCIDR</c>, so that pods can be told from others.
    /// </summary>
    public ProxyConfiguration? KubeProxy { get; init; }

    /// <summary>How the private world is made; null probes what the machine allows.</summary>
    public WorldOptions? World { get; init; }

    /// <summary>Fixes everything that is drawn by lot (allocated addresses and ports), so that two runs look the same. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Receives a line for each step that takes a while; null for silence.</summary>
    public IProgress<string>? Progress { get; init; }
}
