using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Learn;

/// <summary>How programs written in Go, the kubelet is one, print addresses, durations and what the network said.</summary>
internal static class GoText
{
    /// <summary><c>10.244.1.5:80</c>, <c>[fd00::5]:80</c>, <c>example:80</c>.</summary>
    public static string HostPort(string host, int port)
        => (host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host) + ":" + port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds as Go prints a duration: <c>1s</c>, <c>1m30s</c>, <c>1h0m0s</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        int seconds = duration.Seconds;
        return duration switch
        {
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}h{duration.Minutes}m{seconds}s"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m{seconds}s"),
            { Milliseconds: not 0 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        };
    }

    /// <summary>Why a connection could not be made: <c>dial tcp 10.244.1.5:80: connect: connection refused</c>.</summary>
    public static string DialError(IPEndPoint remote, SocketError error)
        => error == SocketError.TimedOut ? $"dial tcp {remote}: i/o timeout" : $"dial tcp {remote}: connect: {ErrorText(error)}";

    /// <summary>Why nothing could be read: <c>read tcp 10.244.1.1:40312-&gt;10.244.1.5:80: read: connection reset by peer</c>.</summary>
    public static string ReadError(EndPoint? local, EndPoint? remote, SocketError error) => $"read tcp {local}->{remote}: read: {ErrorText(error)}";

    // The words of errno(3) on Linux, in lower case as Go has them.
    private static string ErrorText(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.HostUnreachable => "no route to host",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.TimedOut => "connection timed out",
        SocketError.AccessDenied => "permission denied",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        _ => new SocketException((int)error).Message,
    };
}
