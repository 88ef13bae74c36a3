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
}
