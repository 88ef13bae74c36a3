using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>A message on its way to its answer.</summary>
internal sealed class Request(Message message, SocketRole cameBy, RequestLane lane)
{
    public Message Message { get; } = message;

    public JsonElement Content => Message.Content;

    /// <summary>The socket that the answer leaves by.</summary>
    public SocketRole CameBy { get; } = cameBy;

    public RequestLane Lane { get; } = lane;

    /// <summary>Cancelled when the front end interrupts what it has asked for.</summary>
    public CancellationToken Interruption { get; set; }

    /// <summary>True for a cell that is not to run because one before it failed.</summary>
    public bool IsAborted { get; set; }
}
