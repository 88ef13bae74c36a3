using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Learn.Sandbox;

/// <summary>A responder as the helper holds it.</summary>
internal sealed class HelperResponder(int id, HelperHost host, ResponderRequest request)
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<ConnectionContext, byte> _connections = [];
    private readonly List<Socket> _sockets = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ResponderBehaviour _behaviour = ResponderBehaviour.Normal;
    private volatile bool _closed;

    public int Id => id;

    public HelperHost Host => host;

    public ResponderRequest Request => request;

    /// <summary>How it treats what comes now.</summary>
    public ResponderBehaviour Behaviour => Volatile.Read(ref _behaviour);

    /// <summary>Where it listens or has listened, with the ports that were chosen.</summary>
    public IReadOnlyList<ListenerRequest> Listeners { get; private set; } = request.Listeners;

    /// <summary>Whether it has listening sockets.</summary>
    public bool IsListening
    {
        get
        {
            lock (_gate)
            {
                return _sockets.Count > 0;
            }
        }
    }

    /// <summary>The behaviour, and a task that ends when it is another one.</summary>
    public (ResponderBehaviour Behaviour, Task Changed) Watch()
    {
        lock (_gate)
        {
            return (_behaviour, _changed.Task);
        }
    }

    /// <summary>Changes its behaviour.</summary>
    public void SetBehaviour(ResponderBehaviour behaviour)
    {
        lock (_gate)
        {
            _behaviour = behaviour;
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Takes listening sockets.</summary>
    /// <returns>False, and the sockets are closed, if it was closed meanwhile or listens already.</returns>
    public bool TryTake(IReadOnlyList<(ListenerRequest Listener, Socket Socket)> sockets)
    {
        lock (_gate)
        {
            if (!_closed && _sockets.Count == 0)
            {
                Listeners = [.. sockets.Select(entry => entry.Listener)];
                _sockets.AddRange(sockets.Select(entry => entry.Socket));
                return true;
            }
        }

        foreach (var (_, socket) in sockets)
        {
            socket.Dispose();
        }

        return false;
    }

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

    public void StopListening()
    {
        lock (_gate)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            StopListening();
        }

        foreach (var connection in _connections.Keys)
        {
            connection.Abort(new ConnectionAbortedException("The responder was closed."));
        }
    }
}
