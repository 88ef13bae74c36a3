using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Learn;

/// <summary>
/// Answers GET for a few paths on a socket that listens already, one request a connection: all that probes and a scrape of the
/// counters need. The socket is its own from then on.
/// </summary>
internal sealed class HealthEndpoint : IAsyncDisposable
{
    private const int LongestRequest = 8192;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Socket listener;
    private readonly IReadOnlyDictionary<string, Func<string>> pages;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    /// <summary>Starts to answer.</summary>
    /// <param name="listener">A listening stream socket.</param>
    /// <param name="pages">The text of each path; any other path is not found.</param>
    public HealthEndpoint(Socket listener, IReadOnlyDictionary<string, Func<string>> pages)
    {
        this.listener = listener;
        this.pages = pages;
        running = Task.Run(RunAsync);
    }

    /// <summary>Closes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = AnswerAsync(await listener.AcceptAsync(stopping.Token), stopping.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            }
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            var request = await ReadRequestAsync(stream, patience.Token);
            await stream.WriteAsync(Response(request), patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever asked has gone, or said nothing for too long.
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestRequest];
        int length = 0;
        while (length < buffer.Length && !buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private byte[] Response(string request)
    {
        string[] words = request.Split('\r')[0].Split(' ');
        var (status, body) = words is not ["GET" or "HEAD", var path, ..] ? ("400 Bad Request", "")
            : pages.TryGetValue(path.Split('?')[0], out var page) ? ("200 OK", page())
            : ("404 Not Found", "");
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n");
        return Encoding.UTF8.GetBytes(words[0] == "HEAD" ? head : head + body);
    }
}
