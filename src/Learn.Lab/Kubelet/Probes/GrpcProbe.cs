using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using k8s.Models;

namespace Learn;

/// <summary>
/// A <c>grpc</c> probe: asks the health service of gRPC, on a connection of its own. (Source: pkg/probe/grpc of Kubernetes 1.30.)
/// </summary>
internal static class GrpcProbe
{
    /// <summary>Calls <c>grpc.health.v1.Health/Check</c> from the node.</summary>
    public static async Task<ProbeAnswer> RunAsync(
        V1GRPCAction action, ProbeTarget target, string userAgent, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var remote = new IPEndPoint(target.Address, action.Port);
        using var patience = new CancellationTokenSource(timeout, time);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        bool isConnected = false;
        using var channel = GrpcChannel.ForAddress($"http://{remote}", new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = async (_, _) => await ConnectAsync() },
        });
        try
        {
            var request = new HealthCheckRequest { Service = action.Service ?? string.Empty };
            var headers = new Metadata { { "user-agent", userAgent } };
            var answer = await new Health.HealthClient(channel).CheckAsync(request, headers, cancellationToken: cancelled.Token);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving
                ? ProbeAnswer.Success
                : ProbeAnswer.Failure($"service unhealthy (responded with \"{StatusName(answer.Status)}\")");
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RpcException error)
        {
            if (!isConnected)
            {
                await UntilTimeoutAsync(cancelled.Token);
                cancellationToken.ThrowIfCancellationRequested();
                return ProbeAnswer.Failure($"timeout: failed to connect service \"{remote}\" within {GoText.Duration(timeout)}: context deadline exceeded");
            }

            return ProbeAnswer.Failure(Explain(error, timeout, patience.IsCancellationRequested));
        }

        async Task<Stream> ConnectAsync()
        {
            var socket = await target.Node.ConnectAsync(remote, cancelled.Token);
            isConnected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    private static string Explain(RpcException error, TimeSpan timeout, bool timedOut) => error.StatusCode switch
    {
        _ when timedOut => $"timeout: health rpc did not complete within {GoText.Duration(timeout)}",
        StatusCode.Unimplemented => $"error: this server does not implement the grpc health protocol (grpc.health.v1.Health): {error.Status.Detail}",
        _ => $"error: health rpc probe failed: rpc error: code = {error.StatusCode} desc = {error.Status.Detail}",
    };

    // The kubelet's client tries again and again to connect until the time is over, when it is refused too.
    private static async Task UntilTimeoutAsync(CancellationToken over)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, over);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private static string StatusName(HealthCheckResponse.Types.ServingStatus status) => status switch
    {
        HealthCheckResponse.Types.ServingStatus.NotServing => "NOT_SERVING",
        HealthCheckResponse.Types.ServingStatus.ServiceUnknown => "SERVICE_UNKNOWN",
        _ => "UNKNOWN",
    };
}
