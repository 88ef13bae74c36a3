using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Reads rules: first what the chains are, then what leads to them, then what they hold.</summary>
internal sealed class ReadingBuilder
{
    private readonly Dictionary<string, Dictionary<string, ChainEntry>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceDraft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EndpointDraft> _endpoints = new(StringComparer.Ordinal);

    private ReadingBuilder(Ruleset ruleset)
    {
        foreach (Table table in ruleset.Tables)
        {
            ref var chains = ref CollectionsMarshal.GetValueRefOrAddDefault(_tables, table.Name, out _);
            chains ??= new(table.Chains.Length, StringComparer.Ordinal);
            foreach (Chain chain in table.Chains)
            {
                Add(chains, table.Name, chain);
            }
        }
    }

    internal IReadOnlyDictionary<string, Dictionary<string, ChainEntry>> Tables => _tables;

    internal ImmutableArray<ServiceReading> Services { get; private set; } = [];

    internal ImmutableArray<ServiceReading> StaleServices { get; private set; } = [];

    internal static ReadingBuilder Read(Ruleset ruleset)
    {
        var builder = new ReadingBuilder(ruleset);
        var shared = new SharedChainReader(builder);
        shared.ReadNat();
        foreach (ServiceDraft draft in builder._drafts.Values)
        {
            builder.ReadOwnChains(draft);
        }

        shared.ReadFilter();
        builder.ReadLooseEndpoints();
        builder.Finish(isWhole: shared.HasServices);
        return builder;
    }

    internal ChainEntry? Find(string table, string chain) =>
        _tables.TryGetValue(table, out var chains) ? chains.GetValueOrDefault(chain) : null;

    /// <summary>The service port whose chain this is, whether the chain is there or not; null if it is no such chain.</summary>
    internal ServiceDraft? OfChain(string chain)
    {
        if (ChainRoles.HashOf(chain) is not { } hash)
        {
            return null;
        }

        ServiceDraft draft = WithKey(hash);
        draft.HasHash = true;
        return draft;
    }

    /// <summary>The service port with a name and a protocol; the hash leads to its chains, if there are any.</summary>
    internal ServiceDraft OfName(string name, IpProtocol protocol)
    {
        ServiceDraft draft = WithKey(ProxyChains.Hash("", ProxyChains.HashPrefix(name, protocol), ""));
        draft.TakeProtocol(protocol);
        draft.TakeName(name);
        return draft;
    }

    internal ServiceDraft WithKey(string key)
    {
        ref ServiceDraft? draft = ref CollectionsMarshal.GetValueRefOrAddDefault(_drafts, key, out _);
        return draft ??= new ServiceDraft(key);
    }

    /// <summary>The service ports by what is known of their names now.</summary>
    internal Dictionary<string, ServiceDraft> ByName()
    {
        var names = new Dictionary<string, ServiceDraft>(StringComparer.Ordinal);
        foreach (ServiceDraft draft in _drafts.Values)
        {
            if (draft.Name is { } name)
            {
                names.TryAdd(name, draft);
            }
        }

        return names;
    }

    private void Add(Dictionary<string, ChainEntry> chains, string table, Chain chain)
    {
        ChainRole role = ChainRoles.Of(chain);
        var entry = new ChainEntry(table, chain, role);
        if (chains.TryAdd(chain.Name, entry) && OfChain(chain.Name) is { } draft)
        {
            entry.Service = draft;
            draft.Chains.Add(entry);
        }
    }

    private void ReadOwnChains(ServiceDraft draft)
    {
        // The chain with all endpoints decides about their order.
        draft.Chains.Sort((left, right) => left.Role.CompareTo(right.Role));
        int own = draft.Chains.Count;
        for (int index = 0; index < own; index++)
        {
            ChainEntry entry = draft.Chains[index];
            OwnChainReader.Read(draft, entry);
            if (entry.Role is ChainRole.Service or ChainRole.LocalService or ChainRole.OldExternalLocal)
            {
                ReadChoice(draft, entry);
            }

            if (!draft.IsNameConfirmed)
            {
                TakeNames(draft, entry.Chain.Rules);
            }
        }
    }

    private void ReadChoice(ServiceDraft draft, ChainEntry entry)
    {
        double left = 1;
        bool isLocal = entry.Role != ChainRole.Service;
        foreach (Rule rule in entry.Chain.Rules)
        {
            if (RuleParts.ChainCalledBy(rule) is not { } chain || ChainRoles.Of(chain) != ChainRole.Endpoint)
            {
                continue;
            }

            EndpointDraft endpoint = Endpoint(draft, chain, entry.Table);
            if (RuleParts.IsRemembered(rule))
            {
                draft.Affinity ??= rule.Find<RecentMatch>()!.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                continue;
            }

            double share = left * (rule.Find<StatisticMatch>()?.Share ?? 1);
            left -= share;
            if (isLocal)
            {
                endpoint.LocalShare = (endpoint.LocalShare ?? 0) + share;
            }

            if (isLocal == draft.IsInternalPolicyLocal)
            {
                endpoint.Share += share;
            }
        }
    }

    private EndpointDraft Endpoint(ServiceDraft draft, string chain, string table)
    {
        ref EndpointDraft? endpoint = ref CollectionsMarshal.GetValueRefOrAddDefault(_endpoints, chain, out _);
        if (endpoint is null)
        {
            ChainEntry? entry = Find(table, chain);
            endpoint = new(AddressIn(entry) ?? "", chain);
            draft.Endpoints.Add(endpoint);
            if (entry is not null)
            {
                entry.Service = draft;
                entry.Endpoint = endpoint;
                draft.Chains.Add(entry);
            }
        }

        return endpoint;
    }

    // The translation tells the address; if somebody took it away, the source of the rule about hairpin traffic tells most of it.
    private static string? AddressIn(ChainEntry? entry)
    {
        if (entry is null)
        {
            return null;
        }

        foreach (Rule rule in entry.Chain.Rules)
        {
            if (rule.Target is DnatTarget translation)
            {
                return translation.To.Text;
            }
        }

        return entry.Chain.Rules.Select(RuleParts.SourceHostOf).FirstOrDefault(address => address is not null)?.ToString();
    }

    /// <summary>Chains of endpoints that no service chain leads to: the hash tells whether the name in their comments is theirs.</summary>
    private void ReadLooseEndpoints()
    {
        foreach (Dictionary<string, ChainEntry> chains in _tables.Values)
        {
            foreach (ChainEntry entry in chains.Values.Where(entry => entry is { Role: ChainRole.Endpoint, Endpoint: null }))
            {
                string? address = AddressIn(entry);
                entry.Endpoint = new(address ?? "", entry.Chain.Name);
                entry.Endpoint.Finish();
                Rule? translation = entry.Chain.Rules.FirstOrDefault(rule => rule.Target is DnatTarget);
                if (translation is not null && CommentNames.Find(translation.Comment) is { } name
                    && RuleParts.ProtocolOf(translation) is { } protocol
                    && ProxyChains.Hash(ProxyChains.EndpointPrefix, ProxyChains.HashPrefix(name, protocol), address!) == entry.Chain.Name)
                {
                    entry.Service = OfName(name, protocol);
                }
            }
        }
    }

    private static void TakeNames(ServiceDraft draft, ImmutableArray<Rule> rules)
    {
        foreach (Rule rule in rules.Where(rule => rule.Comment is not null))
        {
            draft.TakeProtocol(RuleParts.ProtocolOf(rule));
            draft.TakeName(CommentNames.Find(rule.Comment));
        }
    }

    private void Finish(bool isWhole)
    {
        foreach (ServiceDraft draft in _drafts.Values.Where(draft => !draft.IsNameConfirmed))
        {
            LearnFromEndpoints(draft);
        }

        var certain = _drafts.Values.Where(draft => draft.IsNameConfirmed).Select(draft => (draft.Name, draft.Protocol)).ToHashSet();
        var services = new List<ServiceReading>(_drafts.Count);
        var stale = new List<ServiceReading>();
        foreach (ServiceDraft draft in _drafts.Values)
        {
            if (!draft.IsNameConfirmed && certain.Contains((draft.Name, draft.Protocol)))
            {
                draft.ForgetName();
            }

            ServiceReading reading = draft.Finish(isStale: isWhole && !draft.IsReferenced);
            (reading.IsStale ? stale : services).Add(reading);
        }

        Services = Sorted(services);
        StaleServices = Sorted(stale);
    }

    private static ImmutableArray<ServiceReading> Sorted(List<ServiceReading> services)
    {
        services.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name) is not 0 and var order
            ? order
            : left.Protocol.Number.CompareTo(right.Protocol.Number));
        return [.. services];
    }

    /// <summary>Chains that nothing leads to any more have their protocol and perhaps their name in the rules of their endpoints only.</summary>
    private static void LearnFromEndpoints(ServiceDraft draft)
    {
        foreach (ChainEntry entry in draft.Chains.Where(entry => entry.Role == ChainRole.Endpoint))
        {
            TakeProtocols(draft, entry.Chain.Rules);
            TakeNames(draft, entry.Chain.Rules);
        }

        foreach (ChainEntry entry in draft.Chains)
        {
            TakeNames(draft, entry.Chain.Rules);
        }
    }

    private static void TakeProtocols(ServiceDraft draft, ImmutableArray<Rule> rules)
    {
        foreach (Rule rule in rules)
        {
            draft.TakeProtocol(RuleParts.ProtocolOf(rule));
        }
    }
}
