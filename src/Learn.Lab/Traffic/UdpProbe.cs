using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn;

/// <summary>One datagram and its answer.</summary>
/// <param name="remote">Where it is sent.</param>
/// <param name="payload">What it says.</param>
/// <param name="askForSource">Whether a second datagram asks for the source that the pod sees.</param>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="podOf">The pod that calls itself so: its name as results have it, its node, its zone.</param>
internal sealed class UdpProbe(IPEndPoint remote, string payload, bool askForSource, TimeSpan timeout, Func<string, (string Pod, string? Node, string? Zone)> podOf)
{
    private const int LargestDatagram = 65_535;

    /// <summary>Sends it, and waits for the answer.</summary>
    /// <param name="socket">By which: an open one, connected to its target or not yet connected.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    public async Task<UdpSample> SendAsync(Socket socket, CancellationToken cancellationToken)
    {
        var sample = new UdpSample { Index = 0, Remote = remote };
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
            string answer = await AskAsync(socket, payload, cancellationToken);
            sample = sample with { Answer = answer, Latency = Stopwatch.GetElapsedTime(sent) };
            if (payload.Equals(UdpRequest.WhoAreYou, StringComparison.OrdinalIgnoreCase))
            {
                var (pod, node, zone) = podOf(answer);
                sample = sample with { Pod = pod, Node = node, Zone = zone };
            }

            return askForSource && IPEndPoint.TryParse(await AskAsync(socket, "clientip", cancellationToken), out var seen)
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
            return sample with { Failure = UdpFailure.NoAnswer, ErrorMessage = $"no answer within {OutcomeText.Format($"{timeout.TotalSeconds:0.###}")} s" };
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
        patience.CancelAfter(timeout);
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
}
