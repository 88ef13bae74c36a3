namespace Learn;

/// <summary>What a failed probe looked like.</summary>
public enum UdpFailure
{
    /// <summary>An answer came.</summary>
    None,

    /// <summary>The name could not be resolved: nothing was sent.</summary>
    NameLookup,

    /// <summary>An ICMP message came back: the port or the address is not reachable (a REJECT rule, or nobody listens).</summary>
    Refused,

    /// <summary>Nothing came back in time: a datagram was dropped, or the one that got it kept silent.</summary>
    NoAnswer,

    /// <summary>The datagram could not be sent at all; <see cref="UdpSample.ErrorMessage"/> says why.</summary>
    Other,
}
