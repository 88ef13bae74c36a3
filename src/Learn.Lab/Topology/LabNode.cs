using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>A node of the lab: a namespace with its own rules, sysctls and pods.</summary>
internal sealed class LabNode
{
    /// <summary>Makes the description of a node whose host exists.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="index">Its number, which decides on its addresses.</param>
    /// <param name="host">The node's namespace.</param>
    /// <param name="plan">Who gets which address.</param>
    public LabNode(NodeOptions options, int index, Host host, AddressPlan plan)
    {
        Options = options;
        Index = index;
        Host = host;
        Addresses = plan.Node(index);
        PodCidrs = plan.PodCidrs(index);
        Pools = [.. PodCidrs.Select(cidr => new PodAddressPool(cidr))];
    }

    /// <summary>What was asked for.</summary>
    public NodeOptions Options { get; }

    /// <summary>Its number, from 0 on; never given to another node of the lab.</summary>
    public int Index { get; }

    /// <summary>The name of the Node object.</summary>
    public string Name => Options.Name;

    /// <summary>The zone it stands in; null where the lab has no zones.</summary>
    public string? Zone => Options.Zone;

    /// <summary>The node's namespace.</summary>
    public Host Host { get; }

    /// <summary>The InternalIPs, one of each family, the primary one first.</summary>
    public ImmutableArray<IPAddress> Addresses { get; }

    /// <summary>The ranges of its pods, in the order of <see cref="Addresses"/>.</summary>
    public ImmutableArray<IPNetwork> PodCidrs { get; }

    /// <summary>The addresses that its pods get, in the order of <see cref="PodCidrs"/>.</summary>
    public ImmutableArray<PodAddressPool> Pools { get; }

    /// <summary>The addresses of its bridge.</summary>
    public IEnumerable<IPAddress> PodGateways => Pools.Select(pool => pool.Gateway);

    /// <summary>All addresses that the node takes as its own, besides those of <c>lo</c>.</summary>
    public IEnumerable<IPAddress> LocalAddresses => [.. Addresses, .. PodGateways];

    /// <summary>The primary InternalIP.</summary>
    public IPAddress Address => Addresses[0];

    /// <summary>The interface of the world's first namespace that the node's cable leads to.</summary>
    public required string UnderlayPort { get; init; }

    /// <summary>Whether its cable to the others is unplugged: the cluster and it hear nothing of each other.</summary>
    public bool IsCutOff => CutOffSince is not null;

    /// <summary>Since when it is cut off; null while it is not.</summary>
    public DateTimeOffset? CutOffSince { get; set; }

    /// <summary>The InternalIP of a family; null if the lab does not have it.</summary>
    public IPAddress? AddressOf(AddressFamily family) => Addresses.FirstOrDefault(address => address.AddressFamily == family);

    /// <summary>The address that its processes use towards another one.</summary>
    public IPAddress? SourceTowards(IPAddress destination)
    {
        if (IPAddress.IsLoopback(destination))
        {
            return destination;
        }

        for (int family = 0; family < PodCidrs.Length; family++)
        {
            if (PodCidrs[family].Contains(destination))
            {
                return Pools[family].Gateway;
            }
        }

        return AddressOf(destination.AddressFamily);
    }

    /// <summary>The node's name.</summary>
    public override string ToString() => Name;
}
