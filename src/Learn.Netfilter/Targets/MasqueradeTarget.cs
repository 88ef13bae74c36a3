namespace Learn.Netfilter;

/// <summary>The source becomes the address of the interface that the packet leaves by: <c>-j MASQUERADE</c>. nat table only.</summary>
/// <param name="RandomFully">The port is chosen by chance: <c>--random-fully</c>.</param>
/// <param name="Random">The port is chosen by a hash: <c>--random</c>.</param>
/// <param name="ToPorts">The ports to choose from, or null for any.</param>
public sealed record MasqueradeTarget(bool RandomFully = false, bool Random = false, PortRange? ToPorts = null) : Target
{
    internal override TargetKind Kind => TargetKind.Masquerade;
}
