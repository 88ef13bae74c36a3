namespace Learn.Sandbox;

/// <summary>One end of a <see cref="LinkSpec"/>: the interface in one host. It is up when the call returns.</summary>
/// <param name="Host">Name of the host; the root's name for the root.</param>
/// <param name="Interface">Name of the interface, 1–15 characters, not taken in that host.</param>
public sealed record LinkEnd(string Host, string Interface)
{
    /// <summary>Bridge of this host that the interface becomes a port of. It must exist. Null: none.</summary>
    public string? Bridge { get; init; }

    /// <summary>Whether the bridge sends frames back through this port (hairpin mode), as a pod needs that reaches itself through a Service. Default false.</summary>
    public bool Hairpin { get; init; }

    /// <summary>Addresses with prefix length, IPv4 or IPv6: <c>10.244.1.5/24</c>. IPv6 addresses are usable at once (no duplicate address detection).</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Routes to add afterwards, in the words of <c>ip route add</c>: <c>default via 10.244.1.1</c>. IPv6 is recognised by its colons.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>Hardware address, <c>0a:58:0a:f4:01:05</c>. Null: the kernel's choice.</summary>
    public string? HardwareAddress { get; init; }

    /// <summary>Largest packet, in bytes. Null: 1500.</summary>
    public int? Mtu { get; init; }
}
