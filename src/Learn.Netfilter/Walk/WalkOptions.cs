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

    /// <summary>
    /// The translation of the connection, for a packet that does not start one: the nat table is not asked about it, and without this
    /// it is not translated.
    /// </summary>
    public ConnectionTranslation? Translation { get; init; }

    /// <summary>
    /// How many things may happen in one walk, over all its branches; default 200,000. Past that number what is left is
    /// <see cref="WalkVerdict.Unknown"/>.
    /// </summary>
    public int MostNodes { get; init; } = 200_000;

    /// <summary>False to try every rule of a chain in turn: the same answer, slower. For tests and measurements.</summary>
    internal bool UsesIndex { get; init; } = true;
}
