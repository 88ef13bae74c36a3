namespace Learn.Netfilter;

/// <summary>The state of the connection: <c>-m conntrack --ctstate</c>.</summary>
/// <param name="States">The packet must have one of these states.</param>
/// <param name="Inverted">True if it must have none of them.</param>
/// <param name="IsStateModule">True for the older spelling <c>-m state --state</c>, which iptables keeps apart.</param>
public sealed record ConntrackMatch(ConntrackStates States, bool Inverted = false, bool IsStateModule = false) : Match
{
    internal override MatchKind Kind => MatchKind.Conntrack;
}
