namespace Learn.Sandbox;

/// <summary>The transports a responder listens on.</summary>
public enum Transport
{
    /// <summary>HTTP over TCP: HTTP/1.1, HTTP/2 cleartext with prior knowledge, and the gRPC health service, on the same port.</summary>
    Tcp,

    /// <summary>One datagram per question and answer.</summary>
    Udp,

    /// <summary>
    /// Plain TCP. It greets with a line <c>NAME ADDRESS:PORT</c> (who answers, and the client as it sees it), and sends every line back.
    /// </summary>
    TcpEcho,
}
