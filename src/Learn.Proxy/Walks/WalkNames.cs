using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Names beside the hashes in a walk: which Service or endpoint a chain belongs to.</summary>
public static class WalkNames
{
    /// <summary>What to call a chain: <c>default/my-service:http</c>, <c>10.244.1.7:8080</c>; null for chains of nobody in particular.</summary>
    /// <param name="reading">What the rules say about Services.</param>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    public static string? Of(RulesetReading reading, string table, string chain)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ChainReading? found = reading.FindChain(table, chain);
        return found switch
        {
            null => null,
            { Endpoint: { } endpoint } => endpoint.Address,
            { Service: { } service } => found.Role switch
            {
                ChainRole.External => $"{service.Name}, from outside",
                ChainRole.LocalService => $"{service.Name}, endpoints of this node",
                ChainRole.Firewall => $"{service.Name}, source ranges",
                _ => service.Name,
            },
            _ => null,
        };
    }

    /// <summary>The options of a text with such names.</summary>
    /// <param name="reading">What the rules say about Services.</param>
    /// <param name="options">Everything else; null for the defaults.</param>
    public static WalkTextOptions In(RulesetReading reading, WalkTextOptions? options = null) =>
        (options ?? new WalkTextOptions()) with { NameOf = (table, chain) => Of(reading, table, chain) };
}
