using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Learn.Sandbox;

/// <summary>Serves the sockets of all responders.</summary>
internal sealed class ResponderServers : IAsyncDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly HttpServer _http = new();
    private readonly SocketConnectionContextFactory _connections = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);

    /// <summary>Starts the HTTP server, once.</summary>
    public Task StartAsync() => _http.StartAsync();

    /// <summary>Serves a socket until it is closed.</summary>
    public Task ServeAsync(HelperResponder responder, Transport transport, Socket socket) => transport switch
    {
        Transport.Udp => DatagramResponder.ServeAsync(responder, socket),
        Transport.TcpEcho => AcceptAsync(responder, socket, connection => LineEcho.ServeAsync(responder, connection)),
        _ => AcceptAsync(responder, socket, _http.ServeAsync),
    };

    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        _connections.Dispose();
    }

    private async Task AcceptAsync(HelperResponder responder, Socket listener, Func<ConnectionContext, Task> serve)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync();
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
            {
                return;
            }
            catch (SocketException error)
            {
                // A connection that its client gave up while it waited; or this process has no descriptor left just now.
                if (error.SocketErrorCode == SocketError.TooManyOpenSockets)
                {
                    await Task.Delay(Breath);
                }

                continue;
            }

            try
            {
                socket.NoDelay = true;
                var connection = _connections.Create(socket);
                connection.Features.Set(responder);
                responder.Add(connection);
                _ = serve(connection);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                socket.Dispose();
            }
        }
    }
}
