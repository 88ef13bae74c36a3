namespace Learn.Sandbox;

/// <summary>What becomes of a packet after a rule or a policy; the numbers are those of nf_tables.</summary>
public enum TraceVerdict
{
    /// <summary>It is thrown away. A rule that rejects reports this too.</summary>
    Drop = 0,

    /// <summary>It leaves the table. A rule that translates addresses reports this too.</summary>
    Accept = 1,

    /// <summary>Somebody else has taken it.</summary>
    Stolen = 2,

    /// <summary>It is handed to a program.</summary>
    Queue = 3,

    /// <summary>It goes on with the next rule.</summary>
    Continue = -1,

    /// <summary>The rule did not match.</summary>
    Break = -2,

    /// <summary>It goes on in another chain, and may come back.</summary>
    Jump = -3,

    /// <summary>It goes on in another chain, and does not come back to this one.</summary>
    Goto = -4,

    /// <summary>It goes back to the chain that it came from.</summary>
    Return = -5,
}
