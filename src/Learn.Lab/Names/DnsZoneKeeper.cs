using Learn.Cluster;

namespace Learn;

/// <summary>
/// Follows the cluster: when a write to the cluster returns, the zone is the one after it. Who asks reads <see cref="Current"/> once and
/// has a consistent picture.
/// </summary>
internal sealed class DnsZoneKeeper : IDisposable
{
    private readonly IDisposable subscription;
    private DnsZone current = DnsZone.Empty;

    /// <summary>Begins with what exists.</summary>
    public DnsZoneKeeper(ClusterApi cluster)
        // Events come one at a time, so nobody else writes in between.
        => subscription = cluster.Subscribe(change => Volatile.Write(ref current, current.After(change)), includeExisting: true);

    /// <summary>The names as they are now.</summary>
    public DnsZone Current => Volatile.Read(ref current);

    /// <summary>Ends the following; the last zone stays.</summary>
    public void Dispose() => subscription.Dispose();
}
