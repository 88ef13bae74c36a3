using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn;

/// <summary>Asks nodes for their health as a cloud's load balancer does: over HTTP, from outside the cluster.</summary>
internal sealed class NodeHealthProbe : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient client;

    /// <summary>Makes a probe whose connections start in a host.</summary>
    public NodeHealthProbe(Host from)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            // Each question opens a connection: a kept one would tell of the node as it was.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var address = IPAddress.Parse(context.DnsEndPoint.Host.Trim('[', ']'));
                return new NetworkStream(await from.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellationToken), ownsSocket: true);
            },
        };
        client = new HttpClient(handler) { Timeout = Patience };
    }

    /// <summary>Whether <c>/healthz</c> on a port of a node answers with 200 in time.</summary>
    public async Task<bool> IsHealthyAsync(IPAddress node, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new UriBuilder("http", node.ToString(), port, "/healthz").Uri, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or SandboxException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
