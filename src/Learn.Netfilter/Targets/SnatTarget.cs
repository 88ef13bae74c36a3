namespace Learn.Netfilter;

/// <summary>The source is translated, for the whole connection: <c>-j SNAT --to-source</c>. nat table only.</summary>
/// <param name="To">The new source.</param>
/// <param name="Random">The port is chosen by a hash: <c>--random</c>.</param>
/// <param name="RandomFully">The port is chosen by chance: <c>--random-fully</c>.</param>
/// <param name="Persistent">A client gets the same address each time: <c>--persistent</c>.</param>
public sealed record SnatTarget(NatRange To, bool Random = false, bool RandomFully = false, bool Persistent = false) : Target
{
    internal override TargetKind Kind => TargetKind.Snat;
}
