using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>Takes queries from a datagram socket that is bound already.</summary>
internal sealed class UdpTransport(Socket socket, DnsResponder responder) : IServerTransport
{
    private const int LargestQuery = 65535;

    private readonly Socket socket = socket;
    private readonly byte[] buffer = new byte[LargestQuery];
    private readonly IPEndPoint anybody = new(socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);

    /// <inheritdoc/>
    public ushort DefaultAllowedResponseSize => 512;

    /// <inheritdoc/>
    public bool SupportsMultipleResponses => false;

    /// <inheritdoc/>
    public bool AllowTruncatedResponses => true;

    /// <inheritdoc/>
    public TransportProtocol TransportProtocol => TransportProtocol.Udp;

    /// <inheritdoc/>
    public void Bind()
    {
        // It is.
    }

    /// <inheritdoc/>
    public void Close() => socket.Dispose();

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>The next query, as a connection with one message; null when the server stops. Never throws: the library awaits it where
    /// nobody catches, and the process would end.</summary>
    public async Task<IServerConnection?> AcceptConnectionAsync(CancellationToken token = default)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, token);
                var client = (IPEndPoint)received.RemoteEndPoint;
                var message = buffer.AsSpan(0, received.ReceivedBytes).ToArray();
                if (!DnsGate.Admit(message, out var refusal))
                {
                    continue;
                }

                if (refusal is not { } code)
                {
                    return new Connection(this, message, client);
                }

                responder.NoteRefusal(client, isTcp: false, code);
                await socket.SendToAsync(DnsGate.Refusal(message, code), SocketFlags.None, client, token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                // An answer that could not be delivered: the next query is somebody else's. A socket that is broken for good, because
                // its namespace is gone, reports so again and again.
                await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            }
        }

        return null;
    }

    private sealed class Connection(UdpTransport transport, byte[] query, IPEndPoint client) : IServerConnection
    {
        private byte[]? query = query;

        public IServerTransport Transport => transport;

        public IPEndPoint RemoteEndPoint => client;

        public IPEndPoint LocalEndPoint => (IPEndPoint)transport.socket.LocalEndPoint!;

        public bool CanRead => query is not null;

        public Task<bool> InitializeAsync(CancellationToken token = default) => Task.FromResult(true);

        public Task<DnsReceivedRawPackage?> ReceiveAsync(CancellationToken token = default)
        {
            var package = query is null ? null : DnsGate.Package(query, client, LocalEndPoint);
            query = null;
            return Task.FromResult(package);
        }

        public async Task<bool> SendAsync(DnsRawPackage package, CancellationToken token = default)
        {
            try
            {
                await transport.socket.SendToAsync(package.ToArraySegment(false), SocketFlags.None, client, token);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        public void Dispose()
        {
            // The socket is everybody's.
        }
    }
}
