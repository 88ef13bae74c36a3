using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Sorts the rules of a ruleset by what they are for.</summary>
internal static class ListingGrouping
{
    /// <summary>The groups.</summary>
    /// <param name="reading">The rules.</param>
    /// <param name="service">The only Service that is asked for; null for everything.</param>
    internal static ImmutableArray<ListingGroup> Of(RulesetReading reading, string? service)
    {
        var services = new SortedDictionary<string, Dictionary<(string, string), Part>>(StringComparer.Ordinal);
        Dictionary<(string, string), Part> shared = [], others = [];
        foreach (Table table in reading.Ruleset.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                if (reading.FindChain(table.Name, chain.Name) is not { } about || !ReferenceEquals(reading.Ruleset.Find(table.Name, chain.Name), chain))
                {
                    continue;
                }

                if (about.Service is { } owner)
                {
                    if (service is null || owner.Service == service)
                    {
                        Add(OfService(owner), about, chain, Enumerable.Range(1, chain.Rules.Length));
                    }

                    continue;
                }

                Sort(about, chain);
            }
        }

        ILookup<string, ServiceReading> ports = reading.Services.ToLookup(port => port.Service, StringComparer.Ordinal);
        var groups = ImmutableArray.CreateBuilder<ListingGroup>(services.Count + 2);
        foreach ((string name, Dictionary<(string, string), Part> parts) in services)
        {
            groups.Add(new(ListingGroupKind.Service, name, [.. ports[name]], Chains(parts)) { Packets = Arrivals(parts) });
        }

        if (shared.Count > 0)
        {
            groups.Add(new(ListingGroupKind.Shared, "shared chains of kube-proxy and the kubelet", [], Chains(shared)));
        }

        if (others.Count > 0)
        {
            groups.Add(new(ListingGroupKind.Others, "chains of the kernel, and rules of others", [], Chains(others)));
        }

        return groups.ToImmutable();

        Dictionary<(string, string), Part> OfService(ServiceReading owner)
        {
            if (!services.TryGetValue(owner.Service, out Dictionary<(string, string), Part>? parts))
            {
                services.Add(owner.Service, parts = []);
            }

            return parts;
        }

        void Sort(ChainReading about, Chain chain)
        {
            for (int number = 1; number <= chain.Rules.Length; number++)
            {
                RuleReading rule = reading.Find(about.Table, chain.Name, number);
                if (rule.Service is { } owner)
                {
                    if (service is null || owner.Service == service)
                    {
                        Add(OfService(owner), about, chain, [number]);
                    }
                }
                else if (service is null)
                {
                    Add(rule.Reason is null ? others : shared, about, chain, [number]);
                }
            }

            if (chain.Rules.IsEmpty && service is null)
            {
                Add(about.Role is ChainRole.BuiltIn or ChainRole.Other ? others : shared, about, chain, []);
            }
        }
    }

    private static void Add(Dictionary<(string, string), Part> parts, ChainReading about, Chain chain, IEnumerable<int> numbers)
    {
        if (!parts.TryGetValue((about.Table, about.Chain), out Part? part))
        {
            parts.Add((about.Table, about.Chain), part = new(about, chain, []));
        }

        part.Numbers.AddRange(numbers);
    }

    private static ImmutableArray<ListingChain> Chains(Dictionary<(string, string), Part> parts) =>
    [
        .. parts.Values
            .OrderBy(part => Place(part.About))
            .ThenBy(part => part.About.Endpoint?.Address, StringComparer.Ordinal)
            .Select(part => new ListingChain(part.About, part.Chain, [.. part.Numbers])),
    ];

    // In the order in which traffic meets them.
    private static int Place(ChainReading chain) => chain.Role switch
    {
        ChainRole.BuiltIn => chain.Table switch { "raw" => 0, "mangle" => 1, "nat" => 2, _ => 3 },
        ChainRole.Services when chain.Table == "nat" => 10,
        ChainRole.NodePorts when chain.Table == "nat" => 11,
        ChainRole.Firewall => 12,
        ChainRole.External or ChainRole.OldExternalLocal => 13,
        ChainRole.Service => 14,
        ChainRole.LocalService => 15,
        ChainRole.Endpoint => 16,
        ChainRole.MarkMasquerade or ChainRole.MarkDrop => 20,
        ChainRole.Postrouting => 21,
        ChainRole.Services or ChainRole.ExternalServices or ChainRole.NodePorts or ChainRole.ProxyFirewall or ChainRole.Forward => 22,
        ChainRole.Canary or ChainRole.KubeletCanary => 40,
        _ => 30,
    };

    // What came to an address of the Service: later rules count the same connections once more.
    private static ulong? Arrivals(Dictionary<(string, string), Part> parts)
    {
        ulong sum = 0;
        bool counted = false;
        foreach (Part part in parts.Values)
        {
            if (part.About.Service is null && part.About.Table == "nat")
            {
                foreach (int number in part.Numbers)
                {
                    counted |= part.Chain.Rules[number - 1].Counters is not null;
                    sum += part.Chain.Rules[number - 1].Counters?.Packets ?? 0;
                }
            }
        }

        return counted ? sum : null;
    }

    private sealed record Part(ChainReading About, Chain Chain, List<int> Numbers);
}
