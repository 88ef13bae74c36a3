namespace Learn.Sandbox;

/// <summary>
/// The built-in workload, listening in a host. It is not the image that a manifest names: no image runs. It answers the way the e2e image
/// <c>agnhost</c> does in its netexec mode. Over HTTP: <c>/</c>, <c>/hostname</c>, <c>/clientip</c>, <c>/echo?msg=</c>, <c>/header?key=</c>,
/// <c>/healthz</c>; over UDP the datagrams <c>hostname</c>, <c>clientip</c>, <c>echo TEXT</c>. Every HTTP response also carries the headers given in
/// <see cref="ResponderOptions.Headers"/> and, in <c>X-Client-Address</c>, the client's address and port as the server saw them.
/// Disposing it closes its sockets and aborts its connections.
/// </summary>
public sealed class Responder : IAsyncDisposable
{
    private readonly int _id;

    internal Responder(Host host, int id, IReadOnlyList<ResponderListener> listeners)
    {
        _id = id;
        Host = host;
        Listeners = listeners;
    }

    /// <summary>The host it listens in.</summary>
    public Host Host { get; }

    /// <summary>Where it listens, with the ports that were chosen.</summary>
    public IReadOnlyList<ResponderListener> Listeners { get; }

    /// <summary>Stops listening; connections that exist are served to their end.</summary>
    public Task StopListeningAsync(CancellationToken cancellationToken = default) =>
        Host.World.AskAsync(new HelperRequest.StopListening(_id), cancellationToken);

    /// <summary>Stops listening and aborts all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Host.World.AskAsync(new HelperRequest.CloseResponder(_id), CancellationToken.None);
        }
        catch (WorldEndedException)
        {
            // It ended with its world.
        }
    }
}
