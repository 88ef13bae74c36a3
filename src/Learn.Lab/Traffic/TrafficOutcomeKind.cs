namespace Learn;

/// <summary>Where a request can end.</summary>
public enum TrafficOutcomeKind
{
    /// <summary>A pod answered and said its name.</summary>
    Pod,

    /// <summary>The connection was refused: a REJECT rule, or nobody listened.</summary>
    Refused,

    /// <summary>Nobody answered: a DROP rule, or an address that leads nowhere.</summary>
    Dropped,

    /// <summary>Something answered that is no pod of the lab.</summary>
    Elsewhere,

    /// <summary>The request failed in a way that does not tell where the rules sent it: name lookup, reset, no answer in time.</summary>
    Unattributed,
}
