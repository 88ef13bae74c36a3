using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Learn.Sandbox;

/// <summary>Serves plain TCP: a greeting, then every line back.</summary>
internal static class LineEcho
{
    private const int Longest = 64 * 1024;

    /// <summary>Serves a connection to its end.</summary>
    public static async Task ServeAsync(HelperResponder responder, ConnectionContext connection)
    {
        try
        {
            if (!responder.Behaviour.StallForever)
            {
                var client = (IPEndPoint)connection.RemoteEndPoint!;
                await connection.Transport.Output.WriteAsync(
                    Encoding.UTF8.GetBytes($"{responder.Request.Identity} {HttpResponderApplication.Address(client.Address, client.Port)}\n"),
                    connection.ConnectionClosed);
            }

            await EchoAsync(responder, connection);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client went away, or the responder was closed.
        }

        await connection.DisposeAsync();
    }

    private static async Task EchoAsync(HelperResponder responder, ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync();
            var buffer = result.Buffer;
            while (CutLine(ref buffer, result.IsCompleted) is { } line)
            {
                switch (await Faults.BefallAsync(responder.Behaviour, connection.ConnectionClosed))
                {
                    case Fate.Answer:
                        // Without a token: who has sent its last line and closed its side still gets the answer.
                        await connection.Transport.Output.WriteAsync(line);
                        break;
                    case Fate.Close:
                        return;
                }
            }

            if (result.IsCompleted)
            {
                return;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    // A line with its line feed; what is longer than a line may be, or is left at the end, counts as one.
    private static byte[]? CutLine(ref ReadOnlySequence<byte> buffer, bool isLast)
    {
        var end = buffer.PositionOf((byte)'\n') is { } found ? buffer.GetPosition(1, found)
            : buffer.Length >= Longest || (isLast && buffer.Length > 0) ? buffer.End
            : (SequencePosition?)null;
        if (end is not { } position)
        {
            return null;
        }

        var line = buffer.Slice(0, position).ToArray();
        buffer = buffer.Slice(position);
        return line;
    }
}
