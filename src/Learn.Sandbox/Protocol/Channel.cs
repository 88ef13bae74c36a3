using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Learn.Sandbox;

/// <summary>
/// Messages over a connection of the control socket: the length in four bytes, then JSON. A connection begins with one byte that says what it is for.
/// The bytes that commands read and write are not among them: they flow through the caller's own pipes.
/// </summary>
internal static class Channel
{
    /// <summary>First byte of a connection that asks one thing.</summary>
    public const byte Question = (byte)'?';

    /// <summary>First byte of a connection that only shows each side that the other lives.</summary>
    public const byte Presence = (byte)'!';

    /// <summary>
    /// To a running command, instead of the number of a signal: its terminal has a new size, columns and rows in two bytes each, the lower one first.
    /// </summary>
    public const byte Resize = 0x80;

    private const int Longest = 64 << 20;

    public static async Task SendAsync<T>(Socket socket, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
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

    /// <exception cref="IOException">The other side went away, or sent something else.</exception>
    public static async Task<T> ReceiveAsync<T>(Socket socket, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
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
