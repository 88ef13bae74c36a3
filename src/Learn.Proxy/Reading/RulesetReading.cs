using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// What rules say about Services: the chains of kube-proxy read back from the text of any node, of any version, beside rules of others.
/// Nothing but the rules is known to it.
/// </summary>
public sealed class RulesetReading
{
    private RulesetReading(Ruleset ruleset) => Ruleset = ruleset;

    /// <summary>The rules that were read.</summary>
    public Ruleset Ruleset { get; }

    /// <summary>The service ports, by name and protocol.</summary>
    public ImmutableArray<ServiceReading> Services { get; private init; } = [];

    /// <summary>Reads rules. Chains and rules that are not understood are those of others, never an error.</summary>
    /// <param name="ruleset">The rules, as <c>iptables-save</c> prints them.</param>
    public static RulesetReading Of(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        return new RulesetReading(ruleset);
    }

    /// <summary>The service ports of a Service, or the one that is named: <c>default/my-service</c>, <c>default/my-service:http</c>, <c>my-service</c>.</summary>
    /// <param name="name">The name; without a namespace, <c>default</c> is meant.</param>
    public ImmutableArray<ServiceReading> FindServices(string name) => throw new NotImplementedException();

    /// <summary>What a chain is; null if the table has no such chain.</summary>
    public ChainReading? FindChain(string table, string chain) => throw new NotImplementedException();

    /// <summary>What a rule is there for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="number">The number of the rule in its chain, counted from 1.</param>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public RuleReading Find(string table, string chain, int number) => throw new NotImplementedException();
}
