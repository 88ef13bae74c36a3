using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>TCP connections of this process that start in a host: those of probes, health checks, held connections.</summary>
internal static class HostConnections
{
    /// <summary>Connects; the socket belongs to the caller.</summary>
    /// <exception cref="SocketException">The connection was not made.</exception>
    public static async Task<Socket> ConnectAsync(this Host host, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var socket = await host.OpenSocketAsync(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp, cancellationToken);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(remote, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
