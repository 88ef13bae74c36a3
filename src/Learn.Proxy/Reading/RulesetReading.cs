using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// What rules say about Services: the chains of kube-proxy read back from the text of any node, of any version, beside rules of others.
/// Nothing but the rules is known to it. Where chains and comments contradict each other, the chains are believed.
/// </summary>
public sealed class RulesetReading
{
    private readonly ReadingBuilder _chains;

    private RulesetReading(Ruleset ruleset, ReadingBuilder chains)
    {
        Ruleset = ruleset;
        _chains = chains;
    }

    /// <summary>The rules that were read.</summary>
    public Ruleset Ruleset { get; }

    /// <summary>The service ports, by name and protocol. Those to which nothing leads any more are not among them.</summary>
    public ImmutableArray<ServiceReading> Services => _chains.Services;

    /// <summary>The service ports whose chains are left, but to which nothing leads any more.</summary>
    public ImmutableArray<ServiceReading> StaleServices => _chains.StaleServices;

    /// <summary>All chains, table by table in the order of the text.</summary>
    public IEnumerable<ChainReading> Chains => _chains.Tables.Values.SelectMany(chains => chains.Values).Select(entry => entry.Reading);

    /// <summary>Reads rules. Chains and rules that are not understood are those of others, never an error.</summary>
    /// <param name="ruleset">The rules, as <c>iptables-save</c> prints them.</param>
    public static RulesetReading Of(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        return new RulesetReading(ruleset, ReadingBuilder.Read(ruleset));
    }

    /// <summary>The service ports of a Service, or the one that is named: <c>default/my-service</c>, <c>default/my-service:http</c>, <c>my-service</c>.</summary>
    /// <param name="name">The name; without a namespace, <c>default</c> is meant.</param>
    public ImmutableArray<ServiceReading> FindServices(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string full = name.Contains('/', StringComparison.Ordinal) ? name : "default/" + name;
        return [.. Services.Where(service => service.Name == full || service.Service == full)];
    }

    /// <summary>What a chain is; null if the table has no such chain.</summary>
    public ChainReading? FindChain(string table, string chain)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(chain);
        return _chains.Find(table, chain)?.Reading;
    }

    /// <summary>What a rule is there for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="number">The number of the rule in its chain, counted from 1.</param>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public RuleReading Find(string table, string chain, int number)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(chain);
        ChainEntry? entry = _chains.Find(table, chain);
        if (entry is null || number < 1 || number > entry.Chain.Rules.Length)
        {
            throw new ArgumentException($"There is no rule {number} in {table} {chain}.", nameof(number));
        }

        RuleReason? reason = RuleClassification.Of(entry, number - 1);
        Rule rule = entry.Chain.Rules[number - 1];
        if (reason is null)
        {
            return new(RuleOwners.Of(entry, rule));
        }

        EndpointReading? endpoint = entry.Endpoint?.Reading ?? (reason is RuleReason.Choose or RuleReason.Affinity
            ? _chains.Find(table, RuleParts.ChainCalledBy(rule)!)?.Endpoint?.Reading
            : null);
        return new(RuleOwners.OfKubernetes(entry, rule), reason, entry.ServiceAt(number - 1)?.Reading, endpoint);
    }

    internal ImmutableArray<Rule> RulesOf(string table, string chain) => _chains.Find(table, chain)?.Chain.Rules ?? [];
}
