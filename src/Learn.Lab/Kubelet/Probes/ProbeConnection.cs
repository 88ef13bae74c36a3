using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>One TCP connection of a kubelet, from its node's namespace.</summary>
internal static class ProbeConnection
{
    /// <summary>Connects; the socket belongs to the caller.</summary>
    /// <exception cref="SocketException">The connection was not made.</exception>
    public static async Task<Socket> OpenAsync(Host node, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var socket = await node.OpenSocketAsync(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp, cancellationToken);
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
