using System.Net;
using System.Text;

namespace Learn.Proxy;

/// <summary>What a sync has to know about the node at this moment.</summary>
public sealed record SyncInput
{
    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// The names of the chains of the nat table, as <c>iptables-save -t nat</c> lists them; null if they were not read or could not be
    /// read. Only looked at if <see cref="SyncOutlook.ReadsNatChains"/> says so.
    /// </summary>
    public IReadOnlyCollection<string>? NatChains { get; init; }

    /// <summary>The addresses of the node's interfaces, loopback included. Only looked at with <c>nodePortAddresses</c>.</summary>
    public IReadOnlyList<IPAddress> LocalAddresses { get; init; } = [];

    /// <summary>The names on the chain lines of an <c>iptables-save</c> text.</summary>
    /// <param name="save">The text, UTF-8.</param>
    public static IReadOnlyList<string> ChainsOf(ReadOnlySpan<byte> save)
    {
        var chains = new List<string>();
        while (!save.IsEmpty)
        {
            int end = save.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? save : save[..end];
            save = end < 0 ? default : save[(end + 1)..];
            int blank = line.IndexOf((byte)' ');
            if (line.Length > 1 && line[0] == ':' && blank > 1)
            {
                chains.Add(Encoding.UTF8.GetString(line[1..blank]));
            }
        }

        return chains;
    }
}
