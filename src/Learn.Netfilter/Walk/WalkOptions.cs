using System.Collections.Immutable;
using System.Net;

namespace Learn.Netfilter;

/// <summary>What the rules alone do not say about the host.</summary>
public sealed record WalkOptions
{
    /// <summary>
    /// The addresses of the host, besides the loopback ones. They decide about INPUT and FORWARD and about addrtype LOCAL.
    /// </summary>
    public ImmutableHashSet<IPAddress> LocalAddresses { get; init; } = [];

    /// <summary>
    /// How long ago an address was put on a list of the recent match; null if it is not there. Without this function the lists are empty,
    /// as for a client that comes for the first time.
    /// </summary>
    public Func<string, IPAddress, TimeSpan?>? LastSeen { get; init; }

    /// <summary>Whether an ipset contains a packet; without this function, or if it returns null, that is not known.</summary>
    public Func<SetMatch, Packet, bool?>? SetContains { get; init; }
}
