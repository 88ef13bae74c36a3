using System.Text.Json;
using System.Text.Unicode;

namespace Learn.Jupyter;

/// <summary>Makes messages of frames. Not for several threads at once.</summary>
internal sealed class MessageReader(MessageSigner signer)
{
    /// <summary>Parts the routing frames from the message.</summary>
    public static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    private readonly SeenSignatures seen = new();

    /// <summary>Reads a message, or says why it is dropped: then nobody can be answered, or nobody who deserves it.</summary>
    public (Message? Message, string? WhyDropped) Read(List<byte[]> frames)
    {
        var delimiter = frames.FindIndex(frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0)
        {
            return (null, "a message without <IDS|MSG>");
        }

        if (frames.Count < delimiter + 6)
        {
            return (null, $"a message with {frames.Count - delimiter - 1} frames after <IDS|MSG> instead of at least 5");
        }

        var (signature, header, parent) = (frames[delimiter + 1], frames[delimiter + 2], frames[delimiter + 3]);
        var (metadata, content) = (frames[delimiter + 4], frames[delimiter + 5]);
        if (!signer.IsRight(signature, header, parent, metadata, content))
        {
            return (null, "a message with a wrong signature");
        }

        if (signer.IsSigning && !seen.TryAdd(signature))
        {
            return (null, "a message with the signature of an earlier one");
        }

        if (ObjectIn(header) is not { } head || TextIn(head, "msg_id") is not { Length: > 0 } id || TextIn(head, "msg_type") is not { Length: > 0 } type)
        {
            return (null, "a message without a readable header");
        }

        var (metadataObject, contentObject) = (ObjectIn(metadata), ObjectIn(content));
        return (new Message
        {
            Identities = frames[..delimiter],
            Header = header,
            Id = id,
            Type = type,
            Subshell = TextIn(head, "subshell_id"),
            ParentId = ObjectIn(parent) is { } above ? TextIn(above, "msg_id") : null,
            Metadata = metadataObject ?? EmptyObject,
            Content = contentObject ?? EmptyObject,
            Buffers = frames[(delimiter + 6)..],
            Fault = contentObject is null ? "the content is not a JSON object" : metadataObject is null ? "the metadata are not a JSON object" : null,
        }, null);
    }

    private static JsonElement? ObjectIn(byte[] frame)
    {
        if (!Utf8.IsValid(frame))
        {
            return null;
        }

        try
        {
            var element = JsonElement.Parse(frame);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextIn(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return null;
        }
    }
}
