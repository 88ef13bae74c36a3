using System.Globalization;

namespace Learn.Netfilter;

/// <summary>A rule that a packet matched on its way.</summary>
/// <param name="Hook">Where the packet was.</param>
/// <param name="Table">The table.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The number of the rule in its chain, counted from 1.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Probability">The share of packets that reach the rule and match it; 1 unless it chooses by chance.</param>
public sealed record WalkStep(Hook Hook, string Table, string Chain, int Number, Rule Rule, double Probability = 1)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Table} {Chain} {Number}: {Rule}");
}
