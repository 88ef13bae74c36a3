using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>
/// A name server on sockets that its caller opened, so that they may belong to any namespace: each datagram socket and each listening
/// stream socket, of either family, is served at the same time. The sockets are the server's from then on.
/// </summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private readonly ARSoft.Tools.Net.Dns.DnsServer server;

    /// <summary>Starts to serve.</summary>
    /// <param name="sockets">Bound datagram sockets and listening stream sockets.</param>
    /// <param name="responder">Makes the answers.</param>
    public DnsServer(IEnumerable<Socket> sockets, DnsResponder responder)
    {
        server = new ARSoft.Tools.Net.Dns.DnsServer([.. sockets.Select(IServerTransport (socket) => socket.SocketType == SocketType.Dgram
            ? new UdpTransport(socket, responder)
            : new TcpTransport(socket, responder))]);
        server.QueryReceived += (_, question) =>
        {
            if (question.Query is DnsMessage query)
            {
                question.Response = responder.Respond(query, question.RemoteEndpoint, question.TransportProtocol == TransportProtocol.Tcp);
            }

            return Task.CompletedTask;
        };
        server.Start();
    }

    /// <summary>Closes the sockets.</summary>
    public ValueTask DisposeAsync()
    {
        server.Stop();
        return ValueTask.CompletedTask;
    }
}
