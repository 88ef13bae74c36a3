namespace Learn;

/// <summary>The paths between the places of the diagram.</summary>
internal enum HookPathKind
{
    /// <summary>From the network.</summary>
    In,

    /// <summary>From PREROUTING to the routing decision.</summary>
    ToRouting,

    /// <summary>Routed to another host.</summary>
    ToForward,

    /// <summary>Routed to this host.</summary>
    ToInput,

    /// <summary>From INPUT to a process.</summary>
    ToProcess,

    /// <summary>From a process to OUTPUT.</summary>
    FromProcess,

    /// <summary>From FORWARD to POSTROUTING.</summary>
    ForwardToPostrouting,

    /// <summary>From OUTPUT to POSTROUTING.</summary>
    OutputToPostrouting,

    /// <summary>To the network.</summary>
    Out,

    /// <summary>From POSTROUTING over the loopback interface to PREROUTING.</summary>
    Loopback,
}
