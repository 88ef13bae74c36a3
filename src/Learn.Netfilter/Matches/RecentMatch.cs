namespace Learn.Netfilter;

/// <summary>A list of recently seen addresses: <c>-m recent</c>. kube-proxy keeps session affinity with it.</summary>
/// <param name="Operation">What is done with the list.</param>
/// <param name="Name">The name of the list, unique in the network namespace.</param>
/// <param name="Seconds">Entries that are older do not count; null for no limit.</param>
/// <param name="Reap">Older entries are removed; only with <paramref name="Seconds"/>.</param>
/// <param name="HitCount">At least so many packets must have been seen; null for one.</param>
/// <param name="Mask">The part of the address that counts, as an address; null for the whole address.</param>
/// <param name="UsesDestination">True if the list holds destination addresses: <c>--rdest</c>.</param>
/// <param name="Inverted">True if the result is inverted.</param>
public sealed record RecentMatch(
    RecentOperation Operation,
    string Name,
    uint? Seconds = null,
    bool Reap = false,
    uint? HitCount = null,
    string? Mask = null,
    bool UsesDestination = false,
    bool Inverted = false) : Match
{
    internal override MatchKind Kind => MatchKind.Recent;

    /// <summary>The mask that takes the whole address: the default.</summary>
    public static string WholeAddress(IpFamily family) =>
        family == IpFamily.IPv4 ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
}
