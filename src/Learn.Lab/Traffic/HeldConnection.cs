using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// One connection that is held open, as a pool of a database driver or a gRPC channel holds it: all requests go over it, and so to the
/// pod that the rules chose when it was opened, until it breaks. Made by <see cref="Lab.OpenConnectionAsync"/>; disposing it closes it.
/// </summary>
public sealed class HeldConnection : IAsyncDisposable
{
    private readonly Uri url;
    private readonly Version version;
    private readonly TimeSpan timeout;
    private readonly Func<string, string?> zoneOf;
    private readonly Func<IPEndPoint, IPEndPoint, CancellationToken, Task<NodeConnection?>> findNat;
    private readonly WatchedStream stream;
    private readonly HttpClient client;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly long started = Stopwatch.GetTimestamp();
    private ImmutableList<HeldSample> samples = [];
    private bool taken;

    private HeldConnection(
        Socket socket,
        Uri url,
        Version version,
        TimeSpan timeout,
        Func<string, string?> zoneOf,
        Func<IPEndPoint, IPEndPoint, CancellationToken, Task<NodeConnection?>> findNat)
    {
        this.url = url;
        this.version = version;
        this.timeout = timeout;
        this.zoneOf = zoneOf;
        this.findNat = findNat;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        Remote = (IPEndPoint)socket.RemoteEndPoint!;
        stream = new WatchedStream(socket, () => Elapsed);
        _ = stream.WatchWhileIdleAsync();
        client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = 1,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(TakeOnce()),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The client's end.</summary>
    public IPEndPoint Local { get; }

    /// <summary>The end that it connected to: the Service's address, not the pod's.</summary>
    public IPEndPoint Remote { get; }

    /// <summary>Time since it was opened.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>How it ended; null while it is open.</summary>
    public ConnectionEnd? End => stream.End;

    /// <summary>Whether it is open as far as this end knows: a peer that vanished without a word is noticed by the next request only.</summary>
    public bool IsOpen => End is null;

    /// <summary>The requests that were sent over it, in order.</summary>
    public IReadOnlyList<HeldSample> Samples => samples;

    /// <summary>The pod that answered last, or null before the first answer.</summary>
    public string? Pod => samples.LastOrDefault(sample => sample.Pod is not null)?.Pod;

    /// <summary>
    /// Sends a request over the connection and waits for its answer. Requests are sent one at a time. A failure is a sample too, and after one the
    /// connection is not used again.
    /// </summary>
    /// <param name="path">Path and query; null for those of the URL it was opened with.</param>
    /// <param name="cancellationToken">Gives up waiting, which breaks the connection.</param>
    public async Task<HeldSample> SendAsync(string? path = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var offset = Elapsed;
            var sample = await AskAsync(path, cancellationToken) with { Index = samples.Count, StartOffset = offset, Latency = Elapsed - offset };
            samples = samples.Add(sample);
            _ = stream.WatchWhileIdleAsync();
            return sample;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Waits until the connection has ended: closed by the other end, reset, or broken by a request.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ConnectionEnd> WaitForEndAsync(CancellationToken cancellationToken = default) => stream.Ended.WaitAsync(AmbientCancellation.Or(cancellationToken));

    /// <summary>The connection as the node that translated it tracks it now; null if none does.</summary>
    /// <exception cref="CommandNotFoundException">conntrack is not installed.</exception>
    public Task<NodeConnection?> GetNatAsync(CancellationToken cancellationToken = default) => findNat(Local, Remote, cancellationToken);

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await stream.DisposeAsync();
        oneAtATime.Dispose();
    }

    internal static async Task<HeldConnection> OpenAsync(
        Host host,
        IPAddress address,
        Uri url,
        Version version,
        TimeSpan timeout,
        Func<string, string?> zoneOf,
        Func<IPEndPoint, IPEndPoint, CancellationToken, Task<NodeConnection?>> findNat,
        CancellationToken cancellationToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(timeout);
            var socket = await host.ConnectAsync(new IPEndPoint(address, url.Port), patience.Token);
            return new HeldConnection(socket, url, version, timeout, zoneOf, findNat);
        }
        catch (Exception e)
        {
            throw e switch
            {
                SocketException refused => new LabException($"No connection from {host} to {url}: {refused.Message}.", refused),
                OperationCanceledException when !cancellationToken.IsCancellationRequested
                    => new LabException(OutcomeText.Format($"No connection from {host} to {url}: no answer within {timeout.TotalSeconds:0.###} s."), e),
                _ => e,
            };
        }
    }

    // A client would silently open another connection after the end of the first: here the end is what matters.
    private WatchedStream TakeOnce() => Interlocked.Exchange(ref taken, true) ? throw new IOException(BrokenWords) : stream;

    private string BrokenWords => End is { } end ? $"The connection has ended: {end.Reason}" : "The connection is not used any more after a failure.";

    private async Task<HeldSample> AskAsync(string? path, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        using var message = new HttpRequestMessage(HttpMethod.Get, path is null ? url : new Uri(url, path)) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        try
        {
            using var answer = await client.SendAsync(message, patience.Token);
            string? node = HeaderOf(answer, CurlSample.NodeNameHeader);
            return new HeldSample
            {
                Index = 0,
                Status = (int)answer.StatusCode,
                Pod = HeaderOf(answer, CurlSample.PodNameHeader),
                Node = node,
                Zone = node is null ? null : zoneOf(node),
                SourceSeenByPod = IPEndPoint.TryParse(HeaderOf(answer, CurlSample.ClientAddressHeader) ?? "", out var seen) ? seen : null,
                Body = await answer.Content.ReadAsStringAsync(patience.Token),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string reason = e is OperationCanceledException
                ? OutcomeText.Format($"no answer within {timeout.TotalSeconds:0.###} s")
                : Innermost(e).Message;
            stream.Break(reason);
            return new HeldSample { Index = 0, Failure = reason };
        }
        catch (OperationCanceledException)
        {
            stream.Break("a request was given up");
            throw;
        }
    }

    private static string? HeaderOf(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
