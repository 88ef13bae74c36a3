using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Opens sockets in hosts: a socket belongs to the namespace of the thread that makes it.</summary>
internal sealed class HostSockets(NamespaceThreads threads)
{
    /// <summary>Makes a socket that is neither bound nor connected.</summary>
    /// <exception cref="SandboxException">The kernel has no such kind of socket, or refuses it.</exception>
    public Task<Socket> OpenAsync(HelperHost host, AddressFamily family, SocketType type, ProtocolType protocol) => threads.RunAsync(host.Network, null, () =>
    {
        try
        {
            return new Socket(family, type, protocol);
        }
        catch (SocketException error)
        {
            throw new SandboxException($"No socket ({family}, {type}, {protocol}) can be opened in {host.Name}: {error.Message}.", error);
        }
    });

    /// <summary>Makes a listening TCP socket.</summary>
    /// <exception cref="SandboxException">The address is not there or the port is taken.</exception>
    public Task<Socket> ListenAsync(HelperHost host, string address, int port) => threads.RunAsync(host.Network, null, () =>
    {
        try
        {
            return Open(IPAddress.Parse(address), SocketType.Stream, ProtocolType.Tcp, port);
        }
        catch (Exception error) when (error is SocketException or FormatException or ArgumentOutOfRangeException)
        {
            throw new SandboxException($"Nothing can listen on TCP port {port} of {address} in {host.Name}: {error.Message}.", error);
        }
    });

    /// <summary>Makes the sockets of a responder, all or none: TCP ones listen, UDP ones are bound.</summary>
    /// <exception cref="SandboxException">An address is not there or a port is taken.</exception>
    public Task<List<(ListenerRequest Listener, Socket Socket)>> OpenAllAsync(HelperHost host, string identity, IReadOnlyList<ListenerRequest> listeners) =>
        threads.RunAsync(host.Network, null, () => OpenAll(host, identity, listeners));

    private static List<(ListenerRequest Listener, Socket Socket)> OpenAll(HelperHost host, string identity, IReadOnlyList<ListenerRequest> listeners)
    {
        var opened = new List<(ListenerRequest, Socket)>();
        foreach (var listener in listeners)
        {
            try
            {
                opened.Add((listener, Open(listener)));
            }
            catch (Exception error) when (error is SocketException or FormatException or ArgumentOutOfRangeException)
            {
                opened.ForEach(entry => entry.Item2.Dispose());
                var transport = listener.Transport == Transport.Udp ? "UDP" : "TCP";
                throw new SandboxException($"{identity} cannot listen on {transport} port {listener.Port} of {listener.Address ?? "any address"} in {host.Name}: {error.Message}.", error);
            }
        }

        return opened;
    }

    private static Socket Open(ListenerRequest listener)
    {
        var address = listener.Address is { } text ? IPAddress.Parse(text) : IPAddress.IPv6Any;
        var (type, protocol) = listener.Transport == Transport.Udp ? (SocketType.Dgram, ProtocolType.Udp) : (SocketType.Stream, ProtocolType.Tcp);
        try
        {
            return Open(address, type, protocol, listener.Port);
        }
        catch (SocketException error) when (listener.Address is null && error.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable)
        {
            // No IPv6 on this machine or in this host.
            return Open(IPAddress.Any, type, protocol, listener.Port);
        }
    }

    private static Socket Open(IPAddress address, SocketType type, ProtocolType protocol, int port)
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            if (type == SocketType.Stream)
            {
                socket.Listen(1024);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
