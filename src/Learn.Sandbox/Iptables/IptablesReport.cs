namespace Learn.Sandbox;

/// <summary>The iptables programs of a world.</summary>
public sealed record IptablesReport
{
    /// <summary>The backend in use.</summary>
    public required IptablesBackend Backend { get; init; }

    /// <summary>Version of the programs, for example <c>1.8.9</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Tables that work for IPv4, of <c>mangle</c>, <c>filter</c>, <c>nat</c>.</summary>
    public required IReadOnlyList<string> TablesIPv4 { get; init; }

    /// <summary>Tables that work for IPv6; some kernels lack <c>nat</c> there.</summary>
    public required IReadOnlyList<string> TablesIPv6 { get; init; }

    /// <summary>In words.</summary>
    public override string ToString() =>
        $"{Version} ({(Backend == IptablesBackend.NfTables ? "nf_tables" : "legacy")}), "
        + $"IPv4: {string.Join(", ", TablesIPv4)}, IPv6: {(TablesIPv6.Count == 0 ? "none" : string.Join(", ", TablesIPv6))}";
}
