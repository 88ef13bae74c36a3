namespace Learn.Sandbox;

/// <summary>What connection tracking remarks about a connection.</summary>
[Flags]
public enum ConntrackStatus
{
    /// <summary>An answer has come, but the connection may be forgotten early when the table is full.</summary>
    None = 0,

    /// <summary>No packet has come back yet (<c>[UNREPLIED]</c>).</summary>
    Unreplied = 1,

    /// <summary>It is established and not forgotten early (<c>[ASSURED]</c>).</summary>
    Assured = 2,

    /// <summary>The network card or a flow table carries it past the rules (<c>[OFFLOAD]</c>, <c>[HW_OFFLOAD]</c>).</summary>
    Offloaded = 4,
}
