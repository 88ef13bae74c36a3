using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>Sends the datagrams that a request describes, with real sockets of a host, and waits for their answers.</summary>
/// <param name="request">What to send.</param>
/// <param name="host">The host from which it is sent.</param>
/// <param name="address">The address of the target.</param>
/// <param name="podOf">The pod that calls itself so: its name as results have it, its node, its zone.</param>
internal sealed class UdpRun(UdpRequest request, Host host, IPAddress address, Func<string, (string Pod, string? Node, string? Zone)> podOf)
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly UdpProbe probe = new(new IPEndPoint(address, request.Port), request.Payload, request.AskForSource, request.Timeout, podOf);
    private readonly Lock gate = new();
    private int asked;
    private int ended;

    /// <summary>How long the run has taken so far.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>Runs to the end.</summary>
    /// <param name="onSample">Is given each sample as soon as its probe ended; one call at a time.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    public Task RunAsync(Action<UdpSample> onSample, CancellationToken cancellationToken)
        => Task.WhenAll(Enumerable.Range(0, request.Concurrency).Select(_ => WorkAsync(onSample, cancellationToken)));

    private async Task WorkAsync(Action<UdpSample> onSample, CancellationToken cancellationToken)
    {
        var shared = request.SourcePort is null ? null : await OpenAsync(cancellationToken);
        try
        {
            for (int number; (number = Interlocked.Increment(ref asked) - 1) < request.Count;)
            {
                await WaitForTurnAsync(number, cancellationToken);
                var socket = shared ?? await OpenAsync(cancellationToken);
                var offset = Elapsed;
                try
                {
                    Report(await probe.SendAsync(socket, cancellationToken) with { StartOffset = offset }, onSample);
                }
                finally
                {
                    if (shared is null)
                    {
                        socket.Dispose();
                    }
                }
            }
        }
        finally
        {
            shared?.Dispose();
        }
    }

    // Probe n does not start before its time, whoever sends it: the rate holds over all.
    private Task WaitForTurnAsync(int number, CancellationToken cancellationToken)
    {
        var wait = request.ProbesPerSecond is { } rate ? TimeSpan.FromSeconds((double)number / rate) - Elapsed : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? Task.Delay(wait, cancellationToken) : Task.CompletedTask;
    }

    private async Task<Socket> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = await host.OpenSocketAsync(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp, cancellationToken);
        if (request.SourcePort is { } port)
        {
            try
            {
                socket.Bind(new IPEndPoint(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, port));
            }
            catch (SocketException e)
            {
                socket.Dispose();
                throw new LabException($"The source port {port} cannot be used in {host}: {e.Message}.", e);
            }
        }

        return socket;
    }

    private void Report(UdpSample sample, Action<UdpSample> onSample)
    {
        lock (gate)
        {
            onSample(sample with { Index = ended++ });
        }
    }
}
