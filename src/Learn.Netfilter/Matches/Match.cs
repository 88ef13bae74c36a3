namespace Learn.Netfilter;

/// <summary>
/// One condition of a rule. The set of derived types is closed, so a <c>switch</c> can treat them all; what iptables knows and this
/// model does not is an <see cref="UnknownMatch"/>. Two matches are equal if they mean the same.
/// </summary>
public abstract record Match
{
    private protected Match()
    {
    }

    internal abstract MatchKind Kind { get; }
}
