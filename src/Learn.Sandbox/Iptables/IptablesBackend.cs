namespace Learn.Sandbox;

/// <summary>The two implementations of iptables.</summary>
public enum IptablesBackend
{
    /// <summary>Rules kept by nf_tables (<c>iptables-nft</c>).</summary>
    NfTables,

    /// <summary>Rules kept by the older x_tables (<c>iptables-legacy</c>).</summary>
    Legacy,
}
