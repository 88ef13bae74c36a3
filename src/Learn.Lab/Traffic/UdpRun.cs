using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Learn.Sandbox;

namespace Learn;

/// <summary>Sends the datagrams that a request describes, with real sockets of a host, and waits for their answers.</summary>
/// <param name="request">What to send.</param>
/// <param name="host">The host from which it is sent.</param>
/// <param name="address">The address of the target.</param>
/// <param name="podOf">The pod that calls itself so: its name as results have it, its node, its zone.</param>
internal sealed class UdpRun(UdpRequest request, Host host, IPAddress address, Func<string, (string Pod, string? Node, string? Zone)> podOf)
{
    private const int LargestDatagram = 65_535;

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly IPEndPoint remote = new(address, request.Port);
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
                try
                {
                    Report(await ProbeAsync(socket, cancellationToken), onSample);
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

    private async Task<UdpSample> ProbeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var offset = Elapsed;
        var sample = new UdpSample { Index = 0, StartOffset = offset, Remote = remote };
        try
        {
            if (!socket.Connected)
            {
                // Only a connected socket is told of ICMP messages.
                await socket.ConnectAsync(remote, cancellationToken);
            }

            ForgetLateAnswers(socket);
            sample = sample with { Local = (IPEndPoint?)socket.LocalEndPoint };
            long sent = Stopwatch.GetTimestamp();
            string answer = await AskAsync(socket, request.Payload, cancellationToken);
            sample = sample with { Answer = answer, Latency = Stopwatch.GetElapsedTime(sent) };
            if (request.Payload.Equals(UdpRequest.WhoAreYou, StringComparison.OrdinalIgnoreCase))
            {
                var (pod, node, zone) = podOf(answer);
                sample = sample with { Pod = pod, Node = node, Zone = zone };
            }

            return request.AskForSource && IPEndPoint.TryParse(await AskAsync(socket, "clientip", cancellationToken), out var seen)
                ? sample with { SourceSeenByPod = seen }
                : sample;
        }
        catch (Exception e) when (sample.Answer is not null && (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)))
        {
            // Who answered is known; that the second question found nobody any more changes nothing in it.
            return sample;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return sample with { Failure = UdpFailure.NoAnswer, ErrorMessage = $"no answer within {OutcomeText.Format($"{request.Timeout.TotalSeconds:0.###}")} s" };
        }
        catch (SocketException e)
        {
            return sample with
            {
                Failure = e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable
                    ? UdpFailure.Refused
                    : UdpFailure.Other,
                ErrorMessage = e.Message,
            };
        }
    }

    private async Task<string> AskAsync(Socket socket, string question, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(request.Timeout);
        await socket.SendAsync(Encoding.UTF8.GetBytes(question), patience.Token);
        var buffer = new byte[LargestDatagram];
        int length = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }

    // An answer that came after its probe had been given up is none to the next one; nor is an ICMP message of that time.
    private static void ForgetLateAnswers(Socket socket)
    {
        var buffer = new byte[LargestDatagram];
        while (socket.Poll(0, SelectMode.SelectRead))
        {
            try
            {
                socket.Receive(buffer);
            }
            catch (SocketException)
            {
                // The message is taken note of by this.
            }
        }
    }

    private void Report(UdpSample sample, Action<UdpSample> onSample)
    {
        lock (gate)
        {
            onSample(sample with { Index = ended++ });
        }
    }
}
