namespace Learn.Sandbox;

/// <summary>
/// The built-in workload, listening in a host. It is not the image that a manifest names: no image runs. It answers the way the e2e image
/// <c>agnhost</c> does in its netexec mode. Over HTTP (1.1 and 2): <c>/</c>, <c>/hostname</c>, <c>/clientip</c>, <c>/echo?msg=&amp;code=</c>,
/// <c>/header?key=</c>, <c>/redirect?location=&amp;code=</c>, <c>/healthz</c>; over UDP the datagrams <c>hostname</c>, <c>clientip</c>, <c>echo TEXT</c>.
/// Beyond agnhost: <c>/readyz</c>, <c>/livez</c>; <c>/delay?seconds=</c>; <c>/stream?count=&amp;interval=</c>, a line per interval (seconds, default 1), 10 lines
/// by default, without end for 0; the gRPC service <c>grpc.health.v1.Health</c>. Every HTTP response also carries the headers given in
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

    /// <summary>Changes how it answers, from the next request on; requests that are being answered are not touched.</summary>
    /// <param name="behaviour">All of it: what is not set is without fault again.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="SandboxException">The responder was disposed, or its host removed.</exception>
    public Task SetBehaviourAsync(ResponderBehaviour behaviour, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        behaviour.Check();
        return Host.World.AskAsync(HelperRequest.SetBehaviour.Of(_id, behaviour), cancellationToken);
    }

    /// <summary>Stops listening: who connects is refused. Connections that exist are served to their end.</summary>
    public Task StopListeningAsync(CancellationToken cancellationToken = default) =>
        Host.World.AskAsync(new HelperRequest.StopListening(_id), cancellationToken);

    /// <summary>Listens again on the same addresses and ports after <see cref="StopListeningAsync"/>; without effect if it listens.</summary>
    /// <exception cref="SandboxException">A port was taken meanwhile (then it listens nowhere), the responder was disposed, or its host removed.</exception>
    public Task ListenAgainAsync(CancellationToken cancellationToken = default) =>
        Host.World.AskAsync(new HelperRequest.ListenAgain(_id), cancellationToken);

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
