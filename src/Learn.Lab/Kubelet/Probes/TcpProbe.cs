using System.Net;
using System.Net.Sockets;
using k8s.Models;

namespace Learn;

/// <summary>A <c>tcpSocket</c> probe: whether a connection can be made; it is closed at once. (Source: pkg/probe/tcp of Kubernetes 1.30.)</summary>
internal static class TcpProbe
{
    /// <summary>Connects from the node.</summary>
    public static async Task<ProbeAnswer> RunAsync(
        V1TCPSocketAction action, ProbeTarget target, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ProbePort.Resolve(action.Port, target.Container, out string problem) is not { } port)
        {
            return ProbeAnswer.Error(problem);
        }

        var address = target.Address;
        if (!string.IsNullOrEmpty(action.Host) && !IPAddress.TryParse(action.Host, out address))
        {
            return ProbeAnswer.Failure($"dial tcp: lookup {action.Host}: no such host");
        }

        var remote = new IPEndPoint(address, port);
        using var patience = new CancellationTokenSource(timeout, time);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var socket = await target.Node.ConnectAsync(remote, cancelled.Token);
            return ProbeAnswer.Success;
        }
        catch (SocketException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ProbeAnswer.Failure(GoText.DialError(remote, error.SocketErrorCode));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeAnswer.Failure(GoText.DialError(remote, SocketError.TimedOut));
        }
    }
}
