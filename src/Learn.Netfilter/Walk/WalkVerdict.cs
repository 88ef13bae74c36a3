namespace Learn.Netfilter;

/// <summary>How the way of a packet through the rules ends.</summary>
public enum WalkVerdict
{
    /// <summary>It arrives, or leaves the host.</summary>
    Accepted,

    /// <summary>It is thrown away silently.</summary>
    Dropped,

    /// <summary>It is thrown away, and its sender is told.</summary>
    Rejected,

    /// <summary>
    /// That cannot be told from here on: a target that is not understood decides, a chain is missing, or there are too many possibilities.
    /// Always under an assumption, never certain.
    /// </summary>
    Unknown,
}
