namespace Learn.Sandbox;

/// <summary>The transports a responder listens on.</summary>
public enum Transport
{
    /// <summary>HTTP over TCP.</summary>
    Tcp,

    /// <summary>One datagram per question and answer.</summary>
    Udp,
}
