using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Publishes to every front end. Any thread; what one thread publishes keeps its order.</summary>
internal sealed class Publisher(KernelSockets sockets, MessageWriter writer)
{
    private readonly AsyncLocal<Request?> current = new();

    /// <summary>The request that is being answered here, or null.</summary>
    public Request? Current
    {
        get => current.Value;
        set => current.Value = value;
    }

    public void Publish(string type, byte[] parent, JsonNode content, JsonNode? metadata = null, IReadOnlyList<byte[]>? buffers = null) =>
        sockets.Publish(writer.Write([Encoding.UTF8.GetBytes(type)], type, parent, content, metadata, buffers).Frames);

    /// <summary>
    /// Waits while front ends take less than is published. False when the wait was given up: what was to be published is then to be left out. Not asked
    /// for a status, which is what a front end waits for.
    /// </summary>
    public bool WaitForRoom(CancellationToken givenUp) => sockets.WaitForRoom(givenUp);

    public void Status(string state, byte[] parent) => Publish("status", parent, new JsonObject { ["execution_state"] = state });

    /// <summary>Greets a new subscriber (JEP 65), who then knows that nothing is lost from here on.</summary>
    public void Welcome(byte[] topic) =>
        sockets.Publish(
            writer.Write([topic], "iopub_welcome", Message.EmptyObject, new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) }).Frames);
}
