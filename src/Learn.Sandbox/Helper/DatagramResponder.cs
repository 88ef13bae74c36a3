using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Sandbox;

/// <summary>Answers datagrams in the manner of agnhost's netexec mode; what it does not know stays unanswered there too.</summary>
internal static class DatagramResponder
{
    private const string Echo = "echo ";
    private const int Largest = 65_535;

    /// <summary>Serves one socket until it is closed.</summary>
    public static async Task ServeAsync(HelperResponder responder, Socket socket)
    {
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        var buffer = new byte[Largest];
        while (true)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any);
                var client = (IPEndPoint)received.RemoteEndPoint;
                if (Answer(responder.Request.Identity, client, buffer.AsSpan(0, received.ReceivedBytes)) is not { } answer)
                {
                    continue;
                }

                var behaviour = responder.Behaviour;
                if (Faults.AreNone(behaviour))
                {
                    await socket.SendToAsync(Encoding.UTF8.GetBytes(answer), SocketFlags.None, client);
                }
                else if (!behaviour.StallForever)
                {
                    // Others are answered meanwhile.
                    _ = AnswerAsync(behaviour, socket, answer, client);
                }
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
            {
                return;
            }
            catch (SocketException)
            {
                // The answer found no way back, or an ICMP error of an earlier one arrived.
            }
        }
    }

    private static async Task AnswerAsync(ResponderBehaviour behaviour, Socket socket, string answer, IPEndPoint client)
    {
        try
        {
            if (await Faults.BefallAsync(behaviour, CancellationToken.None) == Fate.Answer)
            {
                await socket.SendToAsync(Encoding.UTF8.GetBytes(answer), SocketFlags.None, client);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The answer found no way back, or the responder was closed.
        }
    }

    private static string? Answer(string identity, IPEndPoint client, ReadOnlySpan<byte> question)
    {
        var text = Encoding.UTF8.GetString(question).Trim();
        return text.ToUpperInvariant() switch
        {
            "HOSTNAME" => identity,
            "CLIENTIP" => HttpResponderApplication.Address(client.Address, client.Port),
            _ => text.StartsWith(Echo, StringComparison.OrdinalIgnoreCase) ? text[Echo.Length..] : null,
        };
    }
}
