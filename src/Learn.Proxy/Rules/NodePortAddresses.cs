using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What <c>nodePortAddresses</c> means for one family.</summary>
public sealed class NodePortAddresses
{
    private static readonly IPNetwork s_loopback = new(IPAddress.Parse("127.0.0.0"), 8);
    private readonly ImmutableArray<IPNetwork> _networks;

    /// <summary>Reads the networks of a configuration.</summary>
    /// <param name="texts">The networks as they are written; those of the other family count for nothing.</param>
    /// <param name="family">The family.</param>
    public NodePortAddresses(ImmutableArray<string> texts, IpFamily family)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (string text in texts)
        {
            if (AddressForms.TryParseNetwork(text, out IPNetwork network) && AddressForms.FamilyOf(network.BaseAddress) == family)
            {
                networks.Add(network);
                IncludesLoopback |= family == IpFamily.IPv4
                    && (network.Contains(IPAddress.Loopback) || s_loopback.Contains(network.BaseAddress));
                // Only this spelling is the network of everything.
                IncludesAll |= text.Trim() is "0.0.0.0/0" or "::/0";
            }
        }

        _networks = networks.ToImmutable();
        if (_networks.IsEmpty)
        {
            IncludesAll = true;
            IncludesLoopback = family == IpFamily.IPv4;
        }
    }

    /// <summary>True if every local address is meant, whatever addresses the node has or will have.</summary>
    public bool IncludesAll { get; }

    /// <summary>True if the IPv4 loopback network is included.</summary>
    public bool IncludesLoopback { get; }

    /// <summary>The addresses of the node that are meant, in the order given, each once.</summary>
    /// <param name="local">The addresses of the node, of both families.</param>
    public IEnumerable<IPAddress> Among(IEnumerable<IPAddress> local) =>
        local.Where(address => _networks.Any(network => network.Contains(address))).Distinct();
}
