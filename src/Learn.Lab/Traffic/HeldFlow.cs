using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Datagrams from one socket that stays open, as a resolver or a game client sends them: to connection tracking they are one connection, and all go
/// where the first one went. Made by <see cref="Lab.OpenFlowAsync"/>; disposing it closes the socket.
/// </summary>
public sealed class HeldFlow : IDisposable
{
    private readonly Socket socket;
    private readonly UdpProbe probe;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly long started = Stopwatch.GetTimestamp();
    private ImmutableList<UdpSample> samples = [];

    private HeldFlow(Socket socket, UdpProbe probe)
    {
        this.socket = socket;
        this.probe = probe;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        Remote = (IPEndPoint)socket.RemoteEndPoint!;
    }

    /// <summary>The sender's end.</summary>
    public IPEndPoint Local { get; }

    /// <summary>The end that it sends to: the Service's address, not the pod's.</summary>
    public IPEndPoint Remote { get; }

    /// <summary>The datagrams that were sent, in order.</summary>
    public IReadOnlyList<UdpSample> Samples => samples;

    /// <summary>The pod that answered last, or null before the first answer.</summary>
    public string? Pod => samples.LastOrDefault(sample => sample.Pod is not null)?.Pod;

    /// <summary>Asks whoever gets the flow for the pod's name, and waits for the answer. A failure is a sample too, and the socket stays open.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<UdpSample> SendAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var offset = Stopwatch.GetElapsedTime(started);
            var sample = await probe.SendAsync(socket, cancellationToken) with { Index = samples.Count, StartOffset = offset };
            samples = samples.Add(sample);
            return sample;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        socket.Dispose();
        oneAtATime.Dispose();
    }

    internal static async Task<HeldFlow> OpenAsync(
        Host host, IPEndPoint remote, TimeSpan timeout, Func<string, (string Pod, string? Node, string? Zone)> podOf, CancellationToken cancellationToken)
    {
        var socket = await host.OpenSocketAsync(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp, cancellationToken);
        try
        {
            // Only a connected socket is told of ICMP messages.
            await socket.ConnectAsync(remote, cancellationToken);
            return new HeldFlow(socket, new UdpProbe(remote, UdpRequest.WhoAreYou, askForSource: false, timeout, podOf));
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new LabException($"No datagrams can be sent from {host} to {remote}: {error.Message}.", error);
        }
    }
}
