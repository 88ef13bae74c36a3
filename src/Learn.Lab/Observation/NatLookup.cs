using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>Finds the entry of connection tracking that belongs to a client's connection.</summary>
internal sealed class NatLookup
{
    private readonly Dictionary<(string Protocol, IPEndPoint From, IPEndPoint To), NodeConnection> byOriginal = [];

    /// <summary>Makes it from the entries of all nodes.</summary>
    public NatLookup(IEnumerable<NodeConnection> connections)
    {
        foreach (var connection in connections)
        {
            var original = connection.Entry.Original;
            var key = (connection.Entry.Protocol, original.From, original.To);

            // Should two nodes know the connection under the client's own addresses, the one that translates is meant.
            if (!byOriginal.TryGetValue(key, out var known) || !known.Entry.IsDestinationTranslated)
            {
                byOriginal[key] = connection;
            }
        }
    }

    /// <summary>The entry of a connection, as its client sees it: from its own end to the end that it connected to; null if there is none.</summary>
    public NodeConnection? Find(string protocol, IPEndPoint local, IPEndPoint remote) => byOriginal.GetValueOrDefault((protocol, local, remote));

    /// <summary>
    /// Gives samples the entries of their connections. Of requests that had the same local port one after the other only the last is given
    /// one: the entries of the others are gone.
    /// </summary>
    public ImmutableArray<CurlSample> Attach(ImmutableArray<CurlSample> samples)
    {
        var last = new Dictionary<IPEndPoint, int>();
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i] is { Local: { } local, OpenedConnection: true })
            {
                last[local] = i;
            }
        }

        return [.. samples.Select((sample, i) => sample is { Local: { } local, Remote: { } remote } && last.GetValueOrDefault(local, -1) <= i
            ? sample with { Nat = Find("tcp", local, remote) }
            : sample)];
    }

    /// <summary>Gives probes the entries of their connections; those from one source port share one.</summary>
    public ImmutableArray<UdpSample> Attach(ImmutableArray<UdpSample> samples)
        => [.. samples.Select(sample => sample is { Local: { } local, Remote: { } remote } ? sample with { Nat = Find("udp", local, remote) } : sample)];
}
