namespace Learn.Proxy;

/// <summary>The <c>iptables</c> section of a KubeProxyConfiguration.</summary>
public sealed record IptablesConfiguration
{
    /// <summary>The bit of the packet mark that says "masquerade me". 0–31; default 14, which is the mark 0x4000.</summary>
    public int MasqueradeBit { get; init; } = 14;

    /// <summary>Masquerade all traffic to cluster IPs. Default false.</summary>
    public bool MasqueradeAll { get; init; }

    /// <summary>Let node ports be reached through 127.0.0.1 (IPv4 only). Default true.</summary>
    public bool LocalhostNodePorts { get; init; } = true;

    /// <summary>
    /// How often the canary chain is looked at, how long a failed sync waits for its repetition, and how often a large
    /// cluster's stale chains are looked for. Above zero; default 30 s.
    /// </summary>
    public TimeSpan SyncPeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The shortest time between two syncs, bursts of two aside. Zero or more, at most <see cref="SyncPeriod"/>; default 1 s.
    /// </summary>
    public TimeSpan MinSyncPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The mark of packets to masquerade: one bit.</summary>
    public uint MasqueradeMark => 1u << MasqueradeBit;
}
