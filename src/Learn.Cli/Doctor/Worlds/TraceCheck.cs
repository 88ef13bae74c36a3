using System.Net;
using System.Net.Sockets;
using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>Whether the kernel tells the way of a packet, and lists its connections: a datagram is sent to nobody, and watched.</summary>
internal static class TraceCheck
{
    private const string Trace = "trace", TraceTitle = "packet trace", Connections = "connections", ConnectionsTitle = "connection tracking";

    // The discard port: nobody listens, and nobody needs to.
    private const int Port = 9, Udp = 17;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Sends and watches.</summary>
    /// <param name="host">The host; null where there is no world.</param>
    /// <param name="why">Why there is none.</param>
    /// <param name="programs">What was found of programs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(Host? host, string why, IReadOnlyList<DoctorFinding> programs, CancellationToken cancellationToken)
        =>
        [
            Obstacle(host, why, programs, "nft") is { } first ? DoctorFinding.Unknown(DoctorArea.Kernel, Trace, TraceTitle, first) : await TraceAsync(host!, cancellationToken),
            Obstacle(host, why, programs, "conntrack") is { } second ? DoctorFinding.Unknown(DoctorArea.Kernel, Connections, ConnectionsTitle, second) : await ConnectionsAsync(host!, cancellationToken),
        ];

    private static string? Obstacle(Host? host, string why, IReadOnlyList<DoctorFinding> programs, string program)
        => host is null ? why : programs.Any(one => one.Id == program && one.Status != DoctorStatus.Ready) ? $"{program} is not there" : null;

    private static async Task<DoctorFinding> TraceAsync(Host host, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var trace = await host.StartTraceAsync([new TraceFilter { Protocol = Udp, DestinationPort = Port }], patience.Token);
            using var socket = await host.OpenSocketAsync(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp, patience.Token);
            await socket.SendToAsync(new byte[1], new IPEndPoint(IPAddress.Loopback, Port), patience.Token);
            await trace.WaitAsync(patience.Token);
            var events = await trace.TakeAsync(patience.Token);
            return DoctorFinding.Ready(DoctorArea.Kernel, Trace, TraceTitle, $"the kernel told the way of a packet in {events.Count} steps");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Warning($"the kernel told nothing of a packet within {Patience.TotalSeconds:0} s");
        }
        catch (SandboxException problem)
        {
            return Warning(problem.Message.ReplaceLineEndings(" "));
        }

        static DoctorFinding Warning(string seen)
            => DoctorFinding.Warning(DoctorArea.Kernel, Trace, TraceTitle, $"{seen}; needed for ./learn trace", Remedies.Modules("nf_tables nfnetlink"));
    }

    private static async Task<DoctorFinding> ConnectionsAsync(Host host, CancellationToken cancellationToken)
    {
        try
        {
            await host.GetConnectionsAsync(cancellationToken: cancellationToken);
            return DoctorFinding.Ready(DoctorArea.Kernel, Connections, ConnectionsTitle, "the kernel lists its connections");
        }
        catch (SandboxException problem)
        {
            return DoctorFinding.Warning(DoctorArea.Kernel, Connections, ConnectionsTitle,
                $"{problem.Message.ReplaceLineEndings(" ")}; needed where a Service of UDP loses its endpoints", Remedies.Modules("nf_conntrack nf_conntrack_netlink"));
        }
    }
}
