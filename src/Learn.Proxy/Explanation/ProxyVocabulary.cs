using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The names that chains, marks and addresses have in a cluster.</summary>
internal sealed class ProxyVocabulary(RulesetReading reading, IReadOnlyDictionary<string, string> pods)
{
    // Others may mean anything by other bits.
    private readonly uint _masquerade = SetIn(reading, ProxyChains.MarkMasquerade);
    private readonly uint _drop = SetIn(reading, "KUBE-MARK-DROP");
    private readonly Dictionary<string, OfTable> _tables = new(StringComparer.Ordinal);

    /// <summary>The names for the sentences about one table.</summary>
    internal OfTable Of(string table)
    {
        lock (_tables)
        {
            if (!_tables.TryGetValue(table, out OfTable? names))
            {
                _tables.Add(table, names = new(this, table));
            }

            return names;
        }
    }

    /// <summary>An endpoint with the name of its pod, where that is known.</summary>
    internal string Endpoint(string text)
    {
        if (pods.Count == 0)
        {
            return text;
        }

        int colon = text.LastIndexOf(':');
        string address = colon < 0 ? text : text[..colon].Trim('[', ']');
        return pods.TryGetValue(address, out string? pod) ? $"{text} (pod {pod})" : text;
    }

    private static uint SetIn(RulesetReading reading, string chain) =>
        reading.Ruleset.Find("nat", chain)?.Rules is [{ Target: MarkTarget mark }, ..] ? mark.Value : 0;

    private string? PodAt(AddressPattern addresses) =>
        pods.Count > 0 && addresses.IsHost && pods.TryGetValue(addresses.Address.ToString(), out string? pod) ? $"pod {pod}" : null;

    /// <summary>The names for the sentences about one table.</summary>
    /// <param name="all">All names.</param>
    /// <param name="table">The table.</param>
    internal sealed class OfTable(ProxyVocabulary all, string table) : IRuleVocabulary
    {
        internal string Endpoint(string text) => all.Endpoint(text);

        public string? NameChain(string chain) =>
            chain.StartsWith("KUBE-", StringComparison.Ordinal) && all.Reading.FindChain(table, chain) is { } found ? ChainText.Name(found) : null;

        public string? NameMark(uint bits, uint mask)
        {
            if (bits != mask || bits == 0)
            {
                return null;
            }

            return bits == all._masquerade ? "the mark for masquerading" : bits == all._drop ? "the mark for dropping" : null;
        }

        public string? NameAddresses(AddressPattern addresses) => all.PodAt(addresses);

        public string? NameTranslation(NatRange target) =>
            all.Endpoint(target.Text) is var named && named.Length > target.Text.Length ? named[(target.Text.Length + 2)..^1] : null;
    }

    private RulesetReading Reading => reading;
}
