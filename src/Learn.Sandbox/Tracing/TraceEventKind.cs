namespace Learn.Sandbox;

/// <summary>What the kernel reports about a packet on its way.</summary>
public enum TraceEventKind
{
    /// <summary>The packet matched a rule.</summary>
    Rule,

    /// <summary>It came to the end of a chain, or matched a rule that returns.</summary>
    Return,

    /// <summary>The policy of a built-in chain decided.</summary>
    Policy,

    /// <summary>The packet comes to PREROUTING or OUTPUT, before the first table of iptables.</summary>
    Entered,

    /// <summary>It has passed INPUT and goes to a process of the host.</summary>
    Delivered,

    /// <summary>It has passed POSTROUTING and leaves by its interface, with its addresses after all translation.</summary>
    Left,
}
