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
}
