using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What changed between two rulesets: Services and endpoints first, rules second.</summary>
/// <param name="Before">The earlier rules.</param>
/// <param name="After">The later rules.</param>
/// <param name="Services">What changed about service ports, by name.</param>
/// <param name="Others">What changed beside them, in sentences: rules of others, jumps, policies.</param>
/// <param name="Rules">Each difference of the rules.</param>
public sealed record RulesetChanges(
    RulesetReading Before, RulesetReading After, ImmutableArray<ServiceChange> Services, ImmutableArray<string> Others, ImmutableArray<Difference> Rules)
{
    /// <summary>True if nothing changed.</summary>
    public bool IsEmpty => Services.IsEmpty && Others.IsEmpty && Rules.IsEmpty;

    /// <summary>Compares rules.</summary>
    /// <param name="before">The earlier rules.</param>
    /// <param name="after">The later rules, of the same family.</param>
    public static RulesetChanges Between(RulesetReading before, RulesetReading after) => throw new NotImplementedException();
}
