using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>What there is to explain: the Services, and the chains that belong to none.</summary>
/// <param name="Services">The service ports.</param>
/// <param name="Chains">The chains that belong to no Service, and that are not empty.</param>
/// <param name="RuleCount">Number of rules in all tables.</param>
public sealed record RulesetOverview(ImmutableArray<ServiceReading> Services, ImmutableArray<ChainReading> Chains, int RuleCount) : IExplanation
{
    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}
