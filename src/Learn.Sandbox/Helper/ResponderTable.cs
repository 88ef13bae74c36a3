using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>The responders of the world. Their sockets are opened by threads inside the hosts; what they receive is served by this process.</summary>
internal sealed class ResponderTable(HostSockets hostSockets) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, HelperResponder> _responders = [];
    private readonly ResponderServers _servers = new();
    private int _lastId;

    /// <summary>Starts the HTTP server and lets it answer once, so that the first responder waits for neither.</summary>
    public async Task WarmAsync(HelperHost root)
    {
        var request = new ResponderRequest("warm-up", [new ListenerRequest(Transport.Tcp, 0, "127.0.0.1")], new Dictionary<string, string>());
        var responder = await ListenAsync(root, request);
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, responder.Listeners[0].Port);
            await socket.SendAsync("GET /hostname HTTP/1.1\r\nHost: warm-up\r\nConnection: close\r\n\r\n"u8.ToArray());
            await socket.ReceiveAsync(new byte[4096]);
        }
        finally
        {
            Close(responder.Id);
        }
    }

    /// <summary>Opens the sockets of a responder, all or none, and serves them.</summary>
    public async Task<ResponderDescription> ListenAsync(HelperHost host, ResponderRequest request)
    {
        if (request.Listeners.Count == 0)
        {
            throw new SandboxException($"{request.Identity} listens nowhere.");
        }

        await _servers.StartAsync();
        var responder = new HelperResponder(Interlocked.Increment(ref _lastId), host, request);
        await OpenAsync(responder);
        _responders[responder.Id] = responder;
        return new ResponderDescription(responder.Id, responder.Listeners);
    }

    /// <summary>Opens the sockets of a responder again where it listened before, if it does not listen.</summary>
    public async Task ListenAgainAsync(int id)
    {
        var responder = Get(id);
        if (!responder.IsListening)
        {
            await OpenAsync(responder);
        }
    }

    /// <summary>Changes how a responder answers from the next request on.</summary>
    public void SetBehaviour(int id, ResponderBehaviour behaviour) => Get(id).SetBehaviour(behaviour);

    /// <summary>Closes the listening sockets of a responder; connections go on.</summary>
    public void StopListening(int id)
    {
        if (_responders.TryGetValue(id, out var responder))
        {
            responder.StopListening();
        }
    }

    /// <summary>Closes the sockets of a responder and aborts its connections.</summary>
    public void Close(int id)
    {
        if (_responders.TryRemove(id, out var responder))
        {
            responder.Close();
        }
    }

    /// <summary>Closes all responders of a host.</summary>
    public void CloseAll(HelperHost host)
    {
        foreach (var responder in _responders.Values.Where(one => one.Host == host))
        {
            Close(responder.Id);
        }
    }

    public ValueTask DisposeAsync() => _servers.DisposeAsync();

    private async Task OpenAsync(HelperResponder responder)
    {
        var opened = await hostSockets.OpenAllAsync(responder.Host, responder.Request.Identity, responder.Listeners);
        var sockets = opened.ConvertAll(entry => (Listener: entry.Listener with { Port = ((IPEndPoint)entry.Socket.LocalEndPoint!).Port }, entry.Socket));
        if (responder.TryTake(sockets))
        {
            sockets.ForEach(entry => _ = _servers.ServeAsync(responder, entry.Listener.Transport, entry.Socket));
        }
    }

    private HelperResponder Get(int id) => _responders.TryGetValue(id, out var responder) ? responder : throw new SandboxException("The responder is closed.");
}
