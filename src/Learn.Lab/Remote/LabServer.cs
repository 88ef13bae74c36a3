using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Learn;

/// <summary>
/// Lets other processes of the same user speak to a lab: one request and one reply per connection, each a line of JSON. A request whose
/// asker goes away is given up.
/// </summary>
internal sealed class LabServer : IDisposable
{
    private readonly Socket listener;
    private readonly RequestDesk desk;
    private readonly CancellationTokenSource stopping = new();

    private LabServer(Socket listener, RequestDesk desk)
    {
        this.listener = listener;
        this.desk = desk;
    }

    /// <summary>Listens for requests to a lab.</summary>
    /// <exception cref="LabException">The name of the socket is taken.</exception>
    public static LabServer Start(Lab lab)
    {
        var server = new LabServer(LabSocket.Listen(lab.Name), new RequestDesk(lab, DateTimeOffset.UtcNow));
        _ = Task.Run(server.AcceptAsync);
        return server;
    }

    /// <summary>Stops listening; requests under way are given up. It does not wait for them: one of them may be why the lab ends.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The lab ends.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                if (LabSocket.IsOurs(socket))
                {
                    await AnswerAsync(socket).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The asker went away, or the lab ends.
            }
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        if (await reader.ReadLineAsync(stopping.Token).ConfigureAwait(false) is not { } line)
        {
            return;
        }

        using var asking = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        // Nothing more comes but the end of the connection.
        var gone = reader.ReadLineAsync(asking.Token).AsTask();
        _ = gone.ContinueWith(_ => asking.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        LabReply reply;
        Action? afterwards = null;
        try
        {
            var request = JsonSerializer.Deserialize(line, RemoteJson.Default.LabRequest) ?? throw new JsonException("It is null.");
            (reply, afterwards) = await desk.AnswerAsync(request, asking.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            reply = new LabReply { Error = $"The lab does not understand this request; it may be of another version than the one who asks. {error.Message}\n", ExitCode = 2 };
        }

        byte[] answer = [.. JsonSerializer.SerializeToUtf8Bytes(reply, RemoteJson.Default.LabReply), (byte)'\n'];
        await stream.WriteAsync(answer, stopping.Token).ConfigureAwait(false);
        afterwards?.Invoke();
    }
}
