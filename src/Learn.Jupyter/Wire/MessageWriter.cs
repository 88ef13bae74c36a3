using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Makes frames of messages. Any thread.</summary>
internal sealed class MessageWriter(MessageSigner signer)
{
    /// <summary>The version of the messaging protocol that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.4";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string session = Guid.NewGuid().ToString("N");
    private long count;

    /// <summary>Makes the frames of a message and says its id.</summary>
    /// <param name="route">What precedes the message: the routing frames of an answer, the topic of something published.</param>
    /// <param name="type">The type of the message.</param>
    /// <param name="parent">The header of the message that caused this one, as it came.</param>
    /// <param name="content">The content.</param>
    /// <param name="metadata">The metadata; null for none.</param>
    /// <param name="buffers">Binary frames that follow.</param>
    public (List<byte[]> Frames, string Id) Write(
        IReadOnlyList<byte[]> route, string type, byte[] parent, JsonNode content, JsonNode? metadata = null, IReadOnlyList<byte[]>? buffers = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref count)}");
        var header = Header(id, type);
        var metadataFrame = metadata is null ? Message.EmptyObject : Bytes(metadata);
        var contentFrame = Bytes(content);
        List<byte[]> frames =
        [
            .. route, MessageReader.Delimiter, signer.Sign(header, parent, metadataFrame, contentFrame), header, parent, metadataFrame, contentFrame,
            .. buffers ?? [],
        ];
        return (frames, id);
    }

    private static byte[] Bytes(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private byte[] Header(string id, string type) => Bytes(new JsonObject
    {
        ["msg_id"] = id,
        ["msg_type"] = type,
        ["username"] = "kernel",
        ["session"] = session,
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["version"] = ProtocolVersion,
    });
}
