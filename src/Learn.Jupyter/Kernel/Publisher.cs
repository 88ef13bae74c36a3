using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Publishes to every front end. Any thread; what one thread publishes keeps its order.</summary>
internal sealed class Publisher(KernelSockets sockets, MessageWriter writer)
{
    private readonly AsyncLocal<byte[]?> current = new();

    /// <summary>The header of the request that is being answered here, or an empty object.</summary>
    public byte[] CurrentParent
    {
        get => current.Value ?? Message.EmptyObject;
        set => current.Value = value;
    }

    public void Publish(string type, byte[] parent, JsonNode content, JsonNode? metadata = null, IReadOnlyList<byte[]>? buffers = null) =>
        sockets.Send(SocketRole.Iopub, writer.Write([Encoding.UTF8.GetBytes(type)], type, parent, content, metadata, buffers).Frames);

    public void Status(string state, byte[] parent) => Publish("status", parent, new JsonObject { ["execution_state"] = state });

    /// <summary>Greets a new subscriber (JEP 65), who then knows that nothing is lost from here on.</summary>
    public void Welcome(byte[] topic) =>
        sockets.Send(
            SocketRole.Iopub,
            writer.Write([topic], "iopub_welcome", Message.EmptyObject, new JsonObject { ["subscription"] = Encoding.UTF8.GetString(topic) }).Frames);
}
