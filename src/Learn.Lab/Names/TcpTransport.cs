using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ARSoft.Tools.Net.Dns;

namespace Learn;

/// <summary>Takes connections from a stream socket that listens already. Each message has its length in front (RFC 1035, 4.2.2).</summary>
internal sealed class TcpTransport(Socket socket, DnsResponder responder) : IServerTransport
{
    // As long as CoreDNS waits for the next query on a connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MostConnections = 1000;

    private int connections;

    /// <inheritdoc/>
    public ushort DefaultAllowedResponseSize => ushort.MaxValue;

    /// <inheritdoc/>
    public bool SupportsMultipleResponses => false;

    /// <inheritdoc/>
    public bool AllowTruncatedResponses => true;

    /// <inheritdoc/>
    public TransportProtocol TransportProtocol => TransportProtocol.Tcp;

    /// <inheritdoc/>
    public void Bind()
    {
        // It is.
    }

    /// <inheritdoc/>
    public void Close() => socket.Dispose();

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>The next connection; null when the server stops. Never throws: the library awaits it where nobody catches, and the
    /// process would end.</summary>
    public async Task<IServerConnection?> AcceptConnectionAsync(CancellationToken token = default)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                var client = await socket.AcceptAsync(token);
                if (Interlocked.Increment(ref connections) <= MostConnections && client.RemoteEndPoint is IPEndPoint address)
                {
                    return new Connection(this, client, address, responder);
                }

                Interlocked.Decrement(ref connections);
                client.Dispose();
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            }
        }

        return null;
    }

    private sealed class Connection(TcpTransport transport, Socket socket, IPEndPoint client, DnsResponder responder) : IServerConnection
    {
        private readonly NetworkStream stream = new(socket, ownsSocket: true);
        // Queries whose answers are not sent yet, and one more while others may come. The library (3.6.1) leaves connections open for ever
        // once nothing more comes from them, so the last one turns off the light.
        private int open = 1;
        private bool isAtEnd;
        private int isDisposed;

        public IServerTransport Transport => transport;

        public IPEndPoint RemoteEndPoint => client;

        public IPEndPoint LocalEndPoint => (IPEndPoint)socket.LocalEndPoint!;

        public bool CanRead => !isAtEnd;

        public Task<bool> InitializeAsync(CancellationToken token = default) => Task.FromResult(true);

        public async Task<DnsReceivedRawPackage?> ReceiveAsync(CancellationToken token = default)
        {
            try
            {
                while (await ReadMessageAsync(token) is { } message && DnsGate.Admit(message, out var refusal))
                {
                    if (refusal is not { } code)
                    {
                        Interlocked.Increment(ref open);
                        return DnsGate.Package(message, client, LocalEndPoint);
                    }

                    responder.NoteRefusal(client, isTcp: true, code);
                    await WriteAsync(DnsGate.Refusal(message, code), token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // It went away, was silent for too long, or the server stops.
            }

            isAtEnd = true;
            Leave();
            return null;
        }

        public async Task<bool> SendAsync(DnsRawPackage package, CancellationToken token = default)
        {
            try
            {
                await WriteAsync(package.ToArraySegment(false), token);
                return true;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                return false;
            }
            finally
            {
                Leave();
            }
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isDisposed, 1) == 0)
            {
                stream.Dispose();
                Interlocked.Decrement(ref transport.connections);
            }
        }

        private void Leave()
        {
            if (Interlocked.Decrement(ref open) == 0)
            {
                Dispose();
            }
        }

        private async Task<byte[]?> ReadMessageAsync(CancellationToken token)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(Patience);
            var length = new byte[2];
            if (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, patience.Token) < length.Length)
            {
                return null;
            }

            var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(message, patience.Token);
            return message;
        }

        private async Task WriteAsync(ArraySegment<byte> message, CancellationToken token)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(Patience);
            await stream.WriteAsync(DnsGate.Framed(message), patience.Token);
        }
    }
}
