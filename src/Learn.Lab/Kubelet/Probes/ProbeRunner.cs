using k8s.Models;

namespace Learn;

/// <summary>Runs probes as a kubelet of Kubernetes 1.30 does: for real, from the node.</summary>
internal sealed class ProbeRunner(TimeProvider time)
{
    private const string UserAgent = "kube-probe/1.30";

    /// <summary>Runs a probe once. Whatever goes wrong is an answer.</summary>
    /// <param name="probe">What the manifest says; it has one handler.</param>
    /// <param name="target">The pod and its node.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="Sandbox.SandboxException">The namespace cannot be used: it is going, or the world has ended.</exception>
    public Task<ProbeAnswer> RunAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        var timeout = ProbeTiming.Of(probe).Timeout;
        return probe switch
        {
            { Exec: { } exec } => ExecProbe.RunAsync(exec, target, timeout, time, cancellationToken),
            { HttpGet: { } http } => HttpProbe.RunAsync(http, target, UserAgent, timeout, time, cancellationToken),
            { TcpSocket: { } tcp } => TcpProbe.RunAsync(tcp, target, timeout, time, cancellationToken),
            // A type of its own: the libraries of gRPC are loaded when the first probe of this kind runs, not before.
            { Grpc: { } grpc } => GrpcProbe.RunAsync(grpc, target, UserAgent, timeout, time, cancellationToken),
            _ => Task.FromResult(ProbeAnswer.Error($"missing probe handler for {target.Container.Name}")),
        };
    }
}
