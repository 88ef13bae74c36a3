namespace Learn;

/// <summary>How the way of a packet through a host ended, as the kernel's trace tells it.</summary>
public enum TraceEnd
{
    /// <summary>It left the host by an interface.</summary>
    Left,

    /// <summary>It went to a process of the host.</summary>
    Delivered,

    /// <summary>A rule or a policy threw it away.</summary>
    Dropped,

    /// <summary>A rule threw it away and told its sender.</summary>
    Rejected,

    /// <summary>It vanished between two hooks: no route led on, or the kernel did not trust its addresses. No rule did that.</summary>
    Lost,
}
