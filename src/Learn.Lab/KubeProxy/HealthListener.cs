using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Learn.Proxy;
using KubeProxy = Learn.Proxy.NodeProxy;

namespace Learn;

/// <summary>
/// One open port of kube-proxy's health servers. It answers one request per connection; a health check needs no more of HTTP than that.
/// </summary>
internal sealed class HealthListener : IAsyncDisposable
{
    private const int LongestRequest = 8192;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly Socket socket;
    private readonly int port;
    private readonly Task serving;

    /// <summary>Serves a listening socket, which belongs to this from now on.</summary>
    public HealthListener(Socket socket, int port)
    {
        this.socket = socket;
        this.port = port;
        serving = ServeAsync();
    }

    /// <summary>Whose health is told.</summary>
    public required KubeProxy Proxy { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        socket.Dispose();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                _ = AnswerAsync(await socket.AcceptAsync(stopping.Token));
            }
            catch (Exception error) when (stopping.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client went away.
            }
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using var ending = connection;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        patience.CancelAfter(Patience);
        try
        {
            var request = new StringBuilder();
            byte[] buffer = new byte[LongestRequest];
            for (int count; request.Length < LongestRequest && !request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal); request.Append(Encoding.ASCII.GetString(buffer, 0, count)))
            {
                if ((count = await connection.ReceiveAsync(buffer, patience.Token)) == 0)
                {
                    return;
                }
            }

            await connection.SendAsync(Encoding.UTF8.GetBytes(Response(request.ToString())), patience.Token);
            connection.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The client went away, or says nothing (its cable may be unplugged).
        }
    }

    private string Response(string request)
    {
        string path = request.Split(' ', 3) is [_, var target, _] ? target.Split('?')[0] : "/";
        var answer = HealthRequests.IsForProxy(Proxy.Configuration, port) ? HealthRequests.Answer(Proxy, path)
            : HealthRequests.IsForMetrics(Proxy.Configuration, port) ? HealthRequests.AnswerMetrics(Proxy, path)
            : Proxy.AnswerHealthCheck(port);
        if (answer is null)
        {
            return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }

        var text = new StringBuilder($"HTTP/1.1 {answer.Status} {(HttpStatusCode)answer.Status}\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\nConnection: close\r\n\r\n{answer.Body}").ToString();
    }
}
