namespace Learn.Proxy;

/// <summary>A program beside kube-proxy that has chains or rules in a dump.</summary>
/// <param name="Name">Its name: <c>Calico</c>, <c>Docker</c>.</param>
/// <param name="Owner">What kind of program it is.</param>
/// <param name="Chains">Number of its chains.</param>
/// <param name="Rules">Number of the rules in them, and of those elsewhere that lead to them.</param>
public sealed record OtherProgram(string Name, RuleOwner Owner, int Chains, int Rules)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Words.Count(Chains, "chain")}, {Words.Count(Rules, "rule")})";
}
