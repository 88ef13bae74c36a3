namespace Learn.Sandbox;

/// <content>Connection tracking: what the kernel remembers of the connections that passed this host.</content>
public sealed partial class Host
{
    private const string NothingFound = "0 flow entries";

    /// <summary>
    /// The tracked connections of this host, read with the real <c>conntrack -L</c>: IPv4 first. A host tracks connections only while it has rules
    /// that need it; nodes have, pods have not.
    /// </summary>
    /// <param name="filter">Which; null for all of both families.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    /// <exception cref="CommandFailedException">conntrack did not take the filter.</exception>
    public async Task<IReadOnlyList<ConntrackEntry>> GetConnectionsAsync(ConntrackFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new ConntrackFilter();
        var outputs = await Task.WhenAll(filter.Families.Select(async family =>
            (await RunAsync(["conntrack", "-L", "-o", "extended,id", .. filter.Arguments(family)], null, cancellationToken)).EnsureSucceeded().OutputText));
        return [.. outputs.SelectMany(ConntrackParser.Parse)];
    }

    /// <summary>Forgets tracked connections (<c>conntrack -D</c>): their next packet meets the nat table like a first one.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Those that were there.</returns>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    /// <exception cref="CommandFailedException">conntrack did not take the filter.</exception>
    public async Task<IReadOnlyList<ConntrackEntry>> DeleteConnectionsAsync(ConntrackFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var gone = new List<ConntrackEntry>();
        foreach (var family in filter.Families)
        {
            var result = await RunAsync(["conntrack", "-D", "-o", "extended,id", .. filter.Arguments(family)], null, cancellationToken);

            // conntrack ends with 1 where there was nothing to delete.
            if (!result.Succeeded && !result.ErrorText.Contains(NothingFound, StringComparison.Ordinal))
            {
                throw new CommandFailedException(result);
            }

            gone.AddRange(ConntrackParser.Parse(result.OutputText));
        }

        return gone;
    }

    /// <summary>Forgets all tracked connections of this host, of both families (<c>conntrack -F</c>).</summary>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    public async Task FlushConnectionsAsync(CancellationToken cancellationToken = default)
    {
        foreach (string family in (string[])["ipv4", "ipv6"])
        {
            (await RunAsync(["conntrack", "-F", "-f", family], null, cancellationToken)).EnsureSucceeded();
        }
    }
}
