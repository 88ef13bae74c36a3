using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>Everything that the rules of a node do for one Service.</summary>
/// <param name="Service">Its namespace and name.</param>
/// <param name="Ports">Its ports.</param>
/// <param name="Shared">Its rules in the chains that all Services share.</param>
/// <param name="Chains">Its own chains: first those that traffic meets first, the endpoints last.</param>
public sealed record ServiceExplanation(
    string Service, ImmutableArray<ServiceReading> Ports, ImmutableArray<RuleExplanation> Shared, ImmutableArray<ChainExplanation> Chains) : IExplanation
{
    /// <summary>Number of its rules.</summary>
    public int RuleCount => Shared.Length + Chains.Sum(chain => chain.Rules.Length);

    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}
