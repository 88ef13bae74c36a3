namespace Learn.Netfilter;

/// <summary>A limited rate: <c>-m limit --limit amount/unit --limit-burst burst</c>.</summary>
/// <param name="Amount">So many packets per unit match on average.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Burst">So many packets match at first; null for the default of 5.</param>
public sealed record LimitMatch(uint Amount, LimitUnit Unit, uint? Burst = null) : Match
{
    internal override MatchKind Kind => MatchKind.Limit;
}
