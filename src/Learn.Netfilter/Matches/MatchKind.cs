namespace Learn.Netfilter;

/// <summary>
/// The kinds of matches, for switches that run for every rule. The first five are those that iptables prints before all others, in its
/// order.
/// </summary>
internal enum MatchKind
{
    Source,
    Destination,
    InInterface,
    OutInterface,
    Protocol,
    Transport,
    Comment,
    Statistic,
    Mark,
    Connmark,
    Conntrack,
    Recent,
    AddressType,
    Multiport,
    Set,
    Limit,
    Unknown,
}
