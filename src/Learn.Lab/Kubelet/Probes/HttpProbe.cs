using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// An <c>httpGet</c> probe or hook, from the node, with the kubelet's headers, rules and words. (Source: pkg/probe/http of Kubernetes 1.30.)
/// </summary>
internal static class HttpProbe
{
    private const int MostRedirects = 10;
    private const int LongestBody = 10 * 1024;

    /// <summary>Sends a request, on a connection of its own.</summary>
    /// <param name="action">What the manifest says.</param>
    /// <param name="target">The pod and its node.</param>
    /// <param name="userAgent"><c>kube-probe/1.30</c> for probes.</param>
    /// <param name="timeout">For connection, answer and body.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProbeAnswer> RunAsync(
        V1HTTPGetAction action, ProbeTarget target, string userAgent, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ProbePort.Resolve(action.Port, target.Container, out string problem) is not { } port)
        {
            return ProbeAnswer.Error(problem);
        }

        string host = string.IsNullOrEmpty(action.Host) ? target.Address.ToString() : action.Host;
        string scheme = action.Scheme == "HTTPS" ? "https" : "http";
        string path = string.IsNullOrEmpty(action.Path) ? "/" : action.Path;
        string url = $"{scheme}://{GoText.HostPort(host, port)}{(path.StartsWith('/') ? path : "/" + path)}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return ProbeAnswer.Failure($"parse \"{url}\": invalid URL");
        }

        using var patience = new CancellationTokenSource(timeout, time);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var attempt = new Attempt(target.Node, cancelled.Token);
        using var handler = attempt.CreateHandler();
        using var client = new HttpMessageInvoker(handler);
        try
        {
            return await FollowAsync(client, action, uri, userAgent, attempt, cancelled.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ProbeAnswer.Failure($"Get \"{attempt.Url}\": {attempt.Explain(error, patience.IsCancellationRequested)}");
        }
    }

    private static async Task<ProbeAnswer> FollowAsync(
        HttpMessageInvoker client, V1HTTPGetAction action, Uri uri, string userAgent, Attempt attempt, CancellationToken cancellationToken)
    {
        string firstHost = uri.Host;
        for (int hop = 0; hop < MostRedirects; hop++)
        {
            attempt.Url = uri.AbsoluteUri;
            using var request = Request(action, uri, userAgent);
            using var response = await client.SendAsync(request, cancellationToken);
            var location = IsRedirect(response.StatusCode) && response.Headers.Location is { } given ? new Uri(uri, given) : null;
            if (location is not null && location.Host == firstHost)
            {
                uri = location;
                continue;
            }

            string body = await ReadBodyAsync(response, cancellationToken);
            return (int)response.StatusCode switch
            {
                >= 200 and < 300 => ProbeAnswer.Success,
                >= 300 and < 400 => new ProbeAnswer(ProbeResult.Success, $"Probe terminated redirects, Response body: {body}", IsWarning: true),
                var status => ProbeAnswer.Failure($"HTTP probe failed with statuscode: {status}"),
            };
        }

        return ProbeAnswer.Failure($"Get \"{uri.AbsoluteUri}\": stopped after {MostRedirects} redirects");
    }

    private static HttpRequestMessage Request(V1HTTPGetAction action, Uri uri, string userAgent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.ConnectionClose = true;
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        if (!request.Headers.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        }

        if (!request.Headers.Contains("Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
        }
        else if (request.Headers.GetValues("Accept").All(string.IsNullOrEmpty))
        {
            request.Headers.Remove("Accept");
        }

        return request;
    }

    private static bool IsRedirect(HttpStatusCode status)
        => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static async Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[LongestBody];
        int length = await stream.ReadAtLeastAsync(buffer, LongestBody, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <summary>One probe's connections, and how far they came.</summary>
    private sealed class Attempt(Host node, CancellationToken cancellationToken)
    {
        private IPEndPoint? remote;
        private EndPoint? local;
        private string? dialError;

        /// <summary>What was asked for last.</summary>
        public string Url { get; set; } = string.Empty;

        // A handler for each probe: a shared one could hand a probe the connection that another one gave up, past a closed listener.
        public SocketsHttpHandler CreateHandler() => new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
#pragma warning disable CA5359 // A kubelet asks whether somebody answers, not who: it takes any certificate.
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        };

        public string Explain(Exception error, bool timedOut)
        {
            if (timedOut)
            {
                string stage = remote is not null && local is null ? GoText.DialError(remote, SocketError.TimedOut) : "context deadline exceeded";
                return $"{stage} (Client.Timeout exceeded while awaiting headers)";
            }

            return dialError
                ?? Find<SocketException>(error) switch
                {
                    { } reset => GoText.ReadError(local, remote, reset.SocketErrorCode),
                    null when Find<AuthenticationException>(error) is not null => "http: server gave HTTP response to HTTPS client",
                    null when error is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } || Find<HttpIOException>(error) is not null => "EOF",
                    null => error.Message,
                };
        }

        private static T? Find<T>(Exception error)
            where T : Exception
            => error as T ?? (error.InnerException is { } inner ? Find<T>(inner) : null);

        private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken connecting)
        {
            string host = context.DnsEndPoint.Host.Trim('[', ']');
            if (AddressOf(host) is not { } address)
            {
                dialError = $"dial tcp: lookup {host}: no such host";
                throw new SocketException((int)SocketError.HostNotFound);
            }

            remote = new IPEndPoint(address, context.DnsEndPoint.Port);
            local = null;
            try
            {
                var socket = await node.ConnectAsync(remote, cancellationToken);
                local = socket.LocalEndPoint;
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                dialError = GoText.DialError(remote, error.SocketErrorCode);
                throw;
            }
        }

        // A node of the lab resolves no names but its own.
        private static IPAddress? AddressOf(string host)
            => host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : null;
    }
}
