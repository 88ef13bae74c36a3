using System.Runtime.InteropServices;

namespace Learn.Netfilter;

/// <summary>
/// Finds the rules of a long chain that a packet may match: those that ask for its destination address, for its protocol and destination
/// port, or for its source address, and those that ask for none of these. Every other rule surely does not match, so going from one
/// candidate to the next is the same as trying all rules in turn.
/// </summary>
internal sealed class ChainIndex
{
    /// <summary>Shorter chains are not worth it.</summary>
    internal const int LeastRules = 24;

    private readonly Dictionary<UInt128, List<int>> _byDestination = [];
    private readonly Dictionary<UInt128, List<int>> _bySource = [];
    private readonly Dictionary<int, List<int>> _byPort = [];
    private readonly List<int> _others = [];

    internal ChainIndex(Chain chain)
    {
        for (int rule = 0; rule < chain.Rules.Length; rule++)
        {
            ListFor(chain.Rules[rule]).Add(rule);
        }
    }

    /// <summary>The index of the first rule from a position on that the packet may match; -1 if there is none.</summary>
    internal int Next(int from, Packet packet)
    {
        int next = First(_others, from);
        next = Earlier(next, First(_byDestination.GetValueOrDefault(AddressText.BitsOf(packet.Destination)), from));
        next = Earlier(next, First(_byPort.GetValueOrDefault(KeyOf(packet.Protocol, packet.DestinationPort)), from));
        return Earlier(next, First(_bySource.GetValueOrDefault(AddressText.BitsOf(packet.Source)), from));
    }

    private static int Earlier(int left, int right) => left < 0 ? right : right < 0 ? left : Math.Min(left, right);

    private static int First(List<int>? rules, int from)
    {
        if (rules is null || rules.Count == 0 || rules[^1] < from)
        {
            return -1;
        }

        int place = CollectionsMarshal.AsSpan(rules).BinarySearch(from);
        return rules[place < 0 ? ~place : place];
    }

    private static int KeyOf(IpProtocol protocol, ushort port) => (protocol.Number << 16) | port;

    private static List<int> In<TKey>(Dictionary<TKey, List<int>> lists, TKey key)
        where TKey : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _) ??= new List<int>(1);

    private List<int> ListFor(Rule rule)
    {
        List<int>? list = null;
        foreach (var match in rule.Matches)
        {
            switch (match)
            {
                case DestinationMatch { Inverted: false, Address.IsHost: true } destination:
                    return In(_byDestination, destination.Address.Bits);
                case TransportMatch { DestinationPorts: { Inverted: false } ports } transport when ports.First == ports.Last:
                    list = In(_byPort, KeyOf(transport.Protocol, ports.First));
                    break;
                case SourceMatch { Inverted: false, Address.IsHost: true } source:
                    list ??= In(_bySource, source.Address.Bits);
                    break;
            }
        }

        return list ?? _others;
    }
}
