using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Learn.Sandbox;

/// <summary>
/// One Kestrel server for all hosts. Kestrel takes its endpoints at its start; hosts come and go later. So it gets endpoints of its own kind, which yield
/// the connections accepted on the sockets of all responders. There are two, because without TLS Kestrel speaks one version of HTTP per endpoint: the
/// first bytes of a connection decide to which one it goes.
/// </summary>
internal sealed class HttpServer : IConnectionListenerFactory, IAsyncDisposable
{
    // The connection preface of HTTP/2 begins with it (RFC 9113, section 3.4).
    private static readonly byte[] Preface = "PRI * HTTP/2.0"u8.ToArray();

    private readonly Entrance _version1 = new("HTTP/1.1 of all hosts");
    private readonly Entrance _version2 = new("HTTP/2 of all hosts");
    private readonly Lazy<Task<KestrelServer>> _server;

    public HttpServer() => _server = new(BuildAsync);

    /// <summary>Starts it, once.</summary>
    public Task StartAsync() => _server.Value;

    /// <summary>Gives a connection to the server as soon as its client has said which HTTP it speaks.</summary>
    public async Task ServeAsync(ConnectionContext connection)
    {
        try
        {
            if (await IsVersion2Async(connection.Transport.Input) is { } isVersion2 && (isVersion2 ? _version2 : _version1).Enter(connection))
            {
                return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client went away, or the responder was closed.
        }

        await connection.DisposeAsync();
    }

    ValueTask<IConnectionListener> IConnectionListenerFactory.BindAsync(EndPoint endpoint, CancellationToken cancellationToken) => new((Entrance)endpoint);

    public async ValueTask DisposeAsync()
    {
        await _version1.DisposeAsync();
        await _version2.DisposeAsync();
    }

    /// <summary>Looks at the first bytes and leaves them there.</summary>
    /// <returns>Null if the connection ended before it began.</returns>
    private static async Task<bool?> IsVersion2Async(PipeReader input)
    {
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            var length = (int)Math.Min(buffer.Length, Preface.Length);
            var agrees = buffer.Slice(0, length).ToArray().AsSpan().SequenceEqual(Preface.AsSpan(0, length));
            if (!agrees || length == Preface.Length)
            {
                input.AdvanceTo(buffer.Start);
                return agrees;
            }

            if (result.IsCompleted || result.IsCanceled)
            {
                // The first letters of a request and no more are HTTP/1.1's to complain about.
                input.AdvanceTo(buffer.Start);
                return length == 0 ? null : false;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private async Task<KestrelServer> BuildAsync()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };

        // As Go's server, and so agnhost: whoever keeps a connection open and says nothing, or reads slowly, is not thrown out.
        // (Not the infinite time span: Kestrel adds the time of day to it, which overflows, and the next heartbeat closes the connection.)
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(_version1, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        options.Listen(_version2, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        var server = new KestrelServer(Options.Create(options), this, NullLoggerFactory.Instance);
        await server.StartAsync(new HttpResponderApplication(), CancellationToken.None);
        return server;
    }

    /// <summary>An endpoint as Kestrel knows it, and what comes in there.</summary>
    private sealed class Entrance(string name) : EndPoint, IConnectionListener
    {
        private readonly System.Threading.Channels.Channel<ConnectionContext> _connections =
            System.Threading.Channels.Channel.CreateUnbounded<ConnectionContext>(new() { SingleReader = true });

        EndPoint IConnectionListener.EndPoint => this;

        /// <summary>False once the server has stopped.</summary>
        public bool Enter(ConnectionContext connection) => _connections.Writer.TryWrite(connection);

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await _connections.Reader.WaitToReadAsync(cancellationToken) && _connections.Reader.TryRead(out var connection) ? connection : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _connections.Writer.TryComplete();
            return default;
        }

        public override string ToString() => name;
    }

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
