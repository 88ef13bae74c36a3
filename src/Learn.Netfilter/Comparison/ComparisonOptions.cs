using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>What counts as a difference between two rulesets.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The chains that hold rules of many Services in arbitrary order, because kube-proxy fills them from a hash map.</summary>
    public static ImmutableHashSet<(string Table, string Chain)> ChainsOfManyServices { get; } =
    [
        ("filter", "KUBE-SERVICES"), ("filter", "KUBE-EXTERNAL-SERVICES"), ("filter", "KUBE-NODEPORTS"), ("filter", "KUBE-PROXY-FIREWALL"),
        ("nat", "KUBE-SERVICES"), ("nat", "KUBE-NODEPORTS"),
    ];

    /// <summary>True for restore payloads: the chain lines and the chains deleted with <c>-X</c> have to be the same, too.</summary>
    public bool Payload { get; init; }

    /// <summary>True if rules that mean the same are no difference although they are written differently.</summary>
    public bool IgnoreSpelling { get; init; }

    /// <summary>
    /// True if the two sides are earlier and later rather than what should be and what is: sentences say what is new and what is gone then.
    /// </summary>
    public bool InTime { get; init; }

    /// <summary>Chains in which only the multiset of rules counts, not their order.</summary>
    public ImmutableHashSet<(string Table, string Chain)> UnorderedChains { get; init; } = ChainsOfManyServices;

    internal DifferenceWords Words => InTime ? DifferenceWords.InTime : DifferenceWords.Should;
}
