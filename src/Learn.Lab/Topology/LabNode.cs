using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>A node of the lab: a namespace with its own rules, sysctls and pods.</summary>
internal sealed class LabNode
{
    /// <summary>Makes the description of a node whose host exists.</summary>
    public LabNode(string name, Host host, IPAddress address, IPNetwork podCidr)
    {
        Name = name;
        Host = host;
        Address = address;
        PodCidr = podCidr;
        PodAddresses = new PodAddressPool(podCidr);
    }

    /// <summary>The name of the Node object.</summary>
    public string Name { get; }

    /// <summary>The node's namespace.</summary>
    public Host Host { get; }

    /// <summary>The InternalIP.</summary>
    public IPAddress Address { get; }

    /// <summary>The range of its pods.</summary>
    public IPNetwork PodCidr { get; }

    /// <summary>The address of its bridge.</summary>
    public IPAddress PodGateway => PodAddresses.Gateway;

    /// <summary>The addresses that its pods get.</summary>
    public PodAddressPool PodAddresses { get; }
}
