using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Learn.Sandbox;

/// <summary>
/// One Kestrel server for all hosts. Kestrel takes its endpoints at its start; hosts come and go later. So it gets a single endpoint of its own kind, which
/// yields the connections accepted on the sockets of all responders.
/// </summary>
internal sealed class HttpResponders : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = System.Threading.Channels.Channel.CreateUnbounded<ConnectionContext>(new() { SingleReader = true });
    private readonly SocketConnectionContextFactory _connections = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly Lazy<Task<KestrelServer>> _server;

    public HttpResponders() => _server = new(BuildAsync);

    EndPoint IConnectionListener.EndPoint => AllHosts.Instance;

    public Task StartAsync() => _server.Value;

    /// <summary>Accepts the connections of one listening socket until it is closed.</summary>
    public async Task AcceptAsync(HelperResponder responder, Socket listener)
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
            catch (SocketException)
            {
                // A connection that its client gave up while it waited.
                continue;
            }

            try
            {
                socket.NoDelay = true;
                var connection = _connections.Create(socket);
                connection.Features.Set(responder);
                responder.Add(connection);
                _accepted.Writer.TryWrite(connection);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                socket.Dispose();
            }
        }
    }

    ValueTask<IConnectionListener> IConnectionListenerFactory.BindAsync(EndPoint endpoint, CancellationToken cancellationToken) => new(this);

    async ValueTask<ConnectionContext?> IConnectionListener.AcceptAsync(CancellationToken cancellationToken) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection) ? connection : null;

    ValueTask IConnectionListener.UnbindAsync(CancellationToken cancellationToken)
    {
        _accepted.Writer.TryComplete();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        _connections.Dispose();
        await default(ValueTask);
    }

    private async Task<KestrelServer> BuildAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Listen(AllHosts.Instance, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var server = new KestrelServer(Options.Create(options), this, NullLoggerFactory.Instance);
        await server.StartAsync(new HttpResponderApplication(), CancellationToken.None);
        return server;
    }

    /// <summary>The single endpoint that Kestrel knows.</summary>
    private sealed class AllHosts : EndPoint
    {
        public static readonly AllHosts Instance = new();

        public override string ToString() => "all hosts";
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
