using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Learn.Sandbox;

/// <summary>
/// The messages of one command's connection. The bytes that the command reads and writes are not among them: they flow through the caller's own pipes.
/// A connection begins with one byte that says what it is for.
/// </summary>
internal static class ExecChannel
{
    /// <summary>First byte of a connection that carries JSON-RPC.</summary>
    public const byte Control = (byte)'R';

    /// <summary>First byte of a connection that runs one command.</summary>
    public const byte Command = (byte)'X';

    private const int Longest = 64 << 20;

    public static Task SendAsync(Socket socket, ExecRequest message, CancellationToken cancellationToken) => SendAsync(socket, message, ExecJson.Default.ExecRequest, cancellationToken);

    public static Task SendAsync(Socket socket, ExecReply message) => SendAsync(socket, message, ExecJson.Default.ExecReply, CancellationToken.None);

    public static Task SendAsync(Socket socket, ExecEnd message) => SendAsync(socket, message, ExecJson.Default.ExecEnd, CancellationToken.None);

    public static Task<ExecRequest> ReceiveRequestAsync(Socket socket) => ReceiveAsync(socket, ExecJson.Default.ExecRequest, CancellationToken.None);

    public static Task<ExecReply> ReceiveReplyAsync(Socket socket, CancellationToken cancellationToken) => ReceiveAsync(socket, ExecJson.Default.ExecReply, cancellationToken);

    public static Task<ExecEnd> ReceiveEndAsync(Socket socket) => ReceiveAsync(socket, ExecJson.Default.ExecEnd, CancellationToken.None);

    private static async Task SendAsync<T>(Socket socket, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var frame = new byte[body.Length + 4];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        for (var rest = frame.AsMemory(); rest.Length > 0;)
        {
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, cancellationToken)..];
        }
    }

    private static async Task<T> ReceiveAsync<T>(Socket socket, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        await FillAsync(socket, head, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > Longest)
        {
            throw new InvalidDataException($"A message of {length} bytes was announced.");
        }

        var body = new byte[length];
        await FillAsync(socket, body, cancellationToken);
        return JsonSerializer.Deserialize(body, type) ?? throw new InvalidDataException("A message was null.");
    }

    private static async Task FillAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            var count = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            if (count == 0)
            {
                throw new EndOfStreamException("The other side closed the connection.");
            }

            buffer = buffer[count..];
        }
    }
}

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSerializable(typeof(ExecRequest))]
[JsonSerializable(typeof(ExecReply))]
[JsonSerializable(typeof(ExecEnd))]
internal sealed partial class ExecJson : JsonSerializerContext;
