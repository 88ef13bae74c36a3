using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>A line between something in the kernel and something in a front end.</summary>
public sealed class Comm
{
    private readonly CommTargets targets;

    internal Comm(string id, string targetName, CommTargets targets) => (Id, TargetName, this.targets) = (id, targetName, targets);

    /// <summary>The id that both sides know it by.</summary>
    public string Id { get; }

    /// <summary>What it was opened to.</summary>
    public string TargetName { get; }

    /// <summary>Called with the data and the binary buffers of each message of the other side.</summary>
    public Action<JsonElement, IReadOnlyList<byte[]>>? Received { get; set; }

    /// <summary>Called when the other side closes.</summary>
    public Action? Closed { get; set; }

    /// <summary>Sends a message to the other side.</summary>
    public void Send(JsonElement data, params IReadOnlyList<byte[]> buffers) => targets.Publish("comm_msg", Id, data, null, buffers);

    /// <summary>Closes the line; nothing happens when it is closed already.</summary>
    public void Close()
    {
        if (targets.Forget(Id))
        {
            targets.Publish("comm_close", Id, default, null, []);
        }
    }

    internal void Receive(JsonElement data, IReadOnlyList<byte[]> buffers) => Received?.Invoke(data, buffers);

    internal void ReceiveClose() => Closed?.Invoke();
}
