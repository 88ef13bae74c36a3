namespace Learn;

/// <summary>What the order of answers looks like.</summary>
public enum OrderVerdict
{
    /// <summary>Too few requests, or only one end: there is no order to speak of.</summary>
    Unknown,

    /// <summary>Each end in turn, without one exception.</summary>
    RoundRobin,

    /// <summary>Nearly each end in turn.</summary>
    NearlyRoundRobin,

    /// <summary>As if each request chose for itself.</summary>
    Independent,

    /// <summary>An end follows itself less often than with independent choice, but it is no round robin either.</summary>
    Alternating,

    /// <summary>An end follows itself more often than with independent choice.</summary>
    Sticky,
}
