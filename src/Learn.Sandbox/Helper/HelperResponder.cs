using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Learn.Sandbox;

/// <summary>A responder as the helper holds it.</summary>
internal sealed class HelperResponder(int id, HelperHost host, ResponderRequest request)
{
    private readonly ConcurrentDictionary<ConnectionContext, byte> _connections = [];
    private volatile bool _closed;

    public int Id => id;

    public HelperHost Host => host;

    public ResponderRequest Request => request;

    /// <summary>Its listening sockets.</summary>
    public List<Socket> Sockets { get; } = [];

    /// <summary>Notes a connection, to abort it when the responder is closed.</summary>
    public void Add(ConnectionContext connection)
    {
        _connections[connection] = 0;
        connection.ConnectionClosed.Register(() => _connections.TryRemove(connection, out byte _));
        if (_closed)
        {
            connection.Abort();
        }
    }

    public void StopListening() => Sockets.ForEach(socket => socket.Dispose());

    public void Close()
    {
        _closed = true;
        StopListening();
        foreach (var connection in _connections.Keys)
        {
            connection.Abort(new ConnectionAbortedException("The responder was closed."));
        }
    }
}
