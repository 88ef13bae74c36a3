using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Who in the kernel answers when a front end opens a comm, and the comms that are open. Any thread.</summary>
public sealed class CommTargets
{
    private readonly ConcurrentDictionary<string, Action<Comm, JsonElement>> targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Comm> open = new(StringComparer.Ordinal);
    private readonly Publisher publisher;

    internal CommTargets(Publisher publisher) => this.publisher = publisher;

    /// <summary>Registers a target: front ends may open comms to it from now on.</summary>
    /// <param name="name">The name of the target.</param>
    /// <param name="opened">Called with the comm and the data of its opening, before any message of it.</param>
    public void Register(string name, Action<Comm, JsonElement> opened) => targets[name] = opened;

    /// <summary>Opens a comm to a target in the front ends.</summary>
    /// <param name="targetName">The name that the front end has registered.</param>
    /// <param name="data">What the other side gets with the opening.</param>
    public Comm Open(string targetName, JsonElement data = default)
    {
        var comm = new Comm(Guid.NewGuid().ToString("N"), targetName, this);
        open[comm.Id] = comm;
        Publish("comm_open", comm.Id, data, targetName, []);
        return comm;
    }

    internal void Publish(string type, string id, JsonElement data, string? targetName, IReadOnlyList<byte[]> buffers)
    {
        var content = new JsonObject { ["comm_id"] = id, ["data"] = Replies.NodeOf(data) ?? new JsonObject() };
        if (targetName is not null)
        {
            content["target_name"] = targetName;
        }

        var request = publisher.Current;
        if (publisher.WaitForRoom(request?.Interruption ?? CancellationToken.None))
        {
            publisher.Publish(type, request?.Message.Header ?? Message.EmptyObject, content, null, buffers);
        }
    }

    internal bool Forget(string id) => open.TryRemove(id, out _);

    internal void ReceiveOpen(JsonElement content)
    {
        var (id, target) = (content.Text("comm_id"), content.Text("target_name", string.Empty));
        if (!targets.TryGetValue(target, out var opened))
        {
            Publish("comm_close", id, default, null, []);
            return;
        }

        var comm = new Comm(id, target, this);
        open[id] = comm;
        try
        {
            opened(comm, content.Object("data") ?? default);
        }
        catch
        {
            comm.Close();
            throw;
        }
    }

    internal void ReceiveMessage(JsonElement content, IReadOnlyList<byte[]> buffers)
    {
        if (open.TryGetValue(content.Text("comm_id"), out var comm))
        {
            comm.Receive(content.Object("data") ?? default, buffers);
        }
    }

    internal void ReceiveClose(JsonElement content)
    {
        if (open.TryRemove(content.Text("comm_id"), out var comm))
        {
            comm.ReceiveClose();
        }
    }

    internal JsonObject Answer(JsonElement request)
    {
        var target = request.TextOrNull("target_name");
        var comms = new JsonObject();
        foreach (var comm in open.Values.Where(comm => target is null || comm.TargetName == target))
        {
            comms[comm.Id] = new JsonObject { ["target_name"] = comm.TargetName };
        }

        var reply = Replies.Ok();
        reply["comms"] = comms;
        return reply;
    }
}
