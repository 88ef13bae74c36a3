using System.Net;
using System.Net.Sockets;

namespace Learn;

/// <summary>Looks names up as the programs of a host do.</summary>
/// <param name="withFiles">Whether hosts have a resolver configuration of their own.</param>
/// <param name="fallback">Where they have not: the addresses of a name as pods of a namespace know it.</param>
internal sealed class HostLookup(bool withFiles, Func<string, string, IReadOnlyList<IPAddress>> fallback)
{
    /// <summary>The addresses of a name, in the order in which programs try them; an address stands for itself. Empty if there are none.</summary>
    /// <param name="source">Where the name is looked up.</param>
    /// <param name="name">A name, or an address, in brackets or not.</param>
    /// <param name="family">The only family that is wanted, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<IPAddress>> FindAsync(TrafficSource source, string name, AddressFamily? family, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> found;
        if (IPAddress.TryParse(name.Trim('[', ']'), out var literal))
        {
            found = [literal];
        }
        else if (!withFiles)
        {
            found = source.Namespace is { } podNamespace ? fallback(name, podNamespace) : [];
        }
        else
        {
            string database = family switch { AddressFamily.InterNetwork => "ahostsv4", AddressFamily.InterNetworkV6 => "ahostsv6", _ => "ahosts" };
            // As patient as curl is by default, a learner with a broken cluster DNS would wait for 20 seconds.
            var result = await source.Host.RunAsync(["env", "RES_OPTIONS=timeout:1 attempts:2", "getent", database, name], cancellationToken: cancellationToken);
            found = ParseGetent(result.OutputText);
        }

        return family is null ? found : [.. found.Where(address => address.AddressFamily == family)];
    }

    /// <summary>Reads what <c>getent ahosts</c> prints: a line for each address and kind of socket.</summary>
    internal static IReadOnlyList<IPAddress> ParseGetent(string output)
        => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => IPAddress.TryParse(line.Split(' ', 2)[0], out var address) ? address : null)
            .OfType<IPAddress>()
            // getent ahostsv6 shows IPv4 addresses mapped into IPv6.
            .Where(address => !address.IsIPv4MappedToIPv6)
            .Distinct()];
}
