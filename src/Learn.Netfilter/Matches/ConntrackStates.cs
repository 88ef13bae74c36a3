namespace Learn.Netfilter;

/// <summary>States of connection tracking; a packet has one of the first five and may have the others in addition.</summary>
[Flags]
public enum ConntrackStates
{
    /// <summary>No state at all.</summary>
    None = 0,

    /// <summary>The packet belongs to no connection that could be tracked.</summary>
    Invalid = 1,

    /// <summary>The packet starts a connection, or belongs to one that has not seen an answer.</summary>
    New = 2,

    /// <summary>The packet starts a connection that belongs to another one, or is an ICMP error about one.</summary>
    Related = 4,

    /// <summary>The connection has seen packets in both directions.</summary>
    Established = 8,

    /// <summary>The packet was exempted from tracking.</summary>
    Untracked = 16,

    /// <summary>The source of the connection was translated.</summary>
    Snat = 32,

    /// <summary>The destination of the connection was translated.</summary>
    Dnat = 64,
}
