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
        socket.Dispose();
        await serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var connection = await socket.AcceptAsync();
                await AnswerAsync(connection);
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.InvalidArgument })
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
        var request = new StringBuilder();
        byte[] buffer = new byte[LongestRequest];
        for (int count; request.Length < LongestRequest && !request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal); request.Append(Encoding.ASCII.GetString(buffer, 0, count)))
        {
            if ((count = await connection.ReceiveAsync(buffer)) == 0)
            {
                return;
            }
        }

        await connection.SendAsync(Encoding.UTF8.GetBytes(Response(request.ToString())));
        connection.Shutdown(SocketShutdown.Send);
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
