using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>What a table is there for, and what each of its chains does.</summary>
/// <param name="Table">The table.</param>
/// <param name="Purpose">What it is there for.</param>
/// <param name="Chains">Each of its chains, in the order of the ruleset.</param>
public sealed record TableExplanation(string Table, string Purpose, ImmutableArray<ChainExplanation> Chains) : IExplanation
{
    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}
