namespace Learn.Netfilter;

/// <summary>The destination is translated, for the whole connection: <c>-j DNAT --to-destination</c>. nat table only.</summary>
/// <param name="To">The new destination.</param>
/// <param name="Random">Source port selection is randomised: <c>--random</c>.</param>
/// <param name="Persistent">A client gets the same address each time: <c>--persistent</c>.</param>
public sealed record DnatTarget(NatRange To, bool Random = false, bool Persistent = false) : Target
{
    internal override TargetKind Kind => TargetKind.Dnat;
}
