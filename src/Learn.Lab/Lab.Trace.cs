using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Learn.Sandbox;

namespace Learn;

/// <content>Tracing: one real request, with what the kernel itself says about its way.</content>
public sealed partial class Lab
{
    private const int FirstTracedPort = 33_000;
    private const int LastTracedPort = 60_000;
    private const int MostAttempts = 3;
    private const int LocalPortTaken = 45;

    // Below a second, after which the kernel would repeat an unanswered SYN.
    private static readonly TimeSpan TracePatience = TimeSpan.FromMilliseconds(900);

    /// <summary>
    /// Sends one real request, with the kernel's own trace of its first packet through every table and chain of every node that it crosses, and of the
    /// first packet back; and holds that against the walk of the same packet through the same rules.
    /// </summary>
    /// <param name="target">A URL, which the real curl fetches: <c>http://my-service</c>. Or a datagram's target: <c>udp://my-service:53</c>.</param>
    /// <param name="from">Where it is sent from, as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Gives up; nothing of the trace is left.</param>
    /// <exception cref="LabException">There is no such place, the target is none or has no address there, or the rules do not stop changing.</exception>
    /// <exception cref="SandboxException">This machine's iptables uses the legacy backend, which cannot trace.</exception>
    /// <exception cref="CommandNotFoundException">nft, conntrack or curl is not installed.</exception>
    public async Task<TraceResult> TraceAsync(string target, string? from = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        long started = Stopwatch.GetTimestamp();
        var wanted = TraceTarget.Parse(target);
        var source = sources.Find(from);
        if (await lookup.FindAsync(source, wanted.Host, family: null, cancellationToken) is not [var address, ..])
        {
            throw new LabException($"{source.Name} knows no address of \"{wanted.Host}\".");
        }

        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            ushort port = (ushort)RandomNumberGenerator.GetInt32(FirstTracedPort, LastTracedPort);
            var trace = new RequestTrace(control.Nodes.All, source, wanted.Protocol, address.AddressFamily, port);
            var (outcome, isAnswered, mustRepeat) = ("", false, false);
            var (request, reply) = await trace.RunAsync(
                async () =>
                {
                    if (wanted.IsUdp)
                    {
                        var sample = await SendDatagramAsync(wanted, source, address, port, cancellationToken);
                        (outcome, isAnswered) = (Words(sample.Outcome, sample.ErrorMessage), sample.Failure == UdpFailure.None);
                    }
                    else
                    {
                        var sample = await SendRequestAsync(wanted, from, address.AddressFamily, port, cancellationToken);
                        (outcome, isAnswered, mustRepeat) = (Words(sample.Outcome, sample.ErrorMessage), sample.ExitCode == 0, sample.ExitCode == LocalPortTaken);
                    }
                },
                waitsForEnd: false,
                cancellationToken);
            if (!trace.HasChanged && !mustRepeat)
            {
                return new TraceResult(target, source.Name, request, reply) { Outcome = outcome, IsAnswered = isAnswered, Elapsed = Stopwatch.GetElapsedTime(started) };
            }
        }

        throw new LabException($"The rules were changed each time while \"{target}\" was traced. Wait until the lab has settled, and try again.");
    }

    /// <summary>
    /// Sends one packet as it is described, by a raw socket: the one that opens a connection of TCP or SCTP, or a datagram of UDP. No program waits for
    /// an answer. It is traced like a request.
    /// </summary>
    /// <param name="packet">The packet: addresses, ports and protocol count. Its source may be any address; the network may not let that pass.</param>
    /// <param name="from">Where it is sent from, as in <see cref="TraceAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; nothing of the trace is left.</param>
    /// <exception cref="LabException">There is no such place, it does not send such a packet, or the rules do not stop changing.</exception>
    /// <exception cref="SandboxException">This machine's iptables uses the legacy backend, which cannot trace.</exception>
    public async Task<TraceResult> TracePacketAsync(Netfilter.Packet packet, string? from = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(packet);
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        long started = Stopwatch.GetTimestamp();
        var source = sources.Find(from);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            var trace = new RequestTrace(control.Nodes.All, source, packet.Protocol.Number, packet.Source.AddressFamily, packet.SourcePort, packet.Source);
            var (request, reply) = await trace.RunAsync(() => PacketBytes.SendAsync(source.Host, packet, cancellationToken), waitsForEnd: true, cancellationToken);
            if (!trace.HasChanged)
            {
                return new TraceResult(packet.ToString(), source.Name, request, reply)
                {
                    Outcome = request is [.., var last] ? TraceText.End(last) : "met no node",
                    IsAnswered = !reply.IsEmpty,
                    Elapsed = Stopwatch.GetElapsedTime(started),
                };
            }
        }

        throw new LabException($"The rules were changed each time while {packet} was traced. Wait until the lab has settled, and try again.");
    }

    private static string Words(TrafficOutcome outcome, string error) => outcome.Kind switch
    {
        TrafficOutcomeKind.Pod => $"answered by {outcome.Pod}",
        TrafficOutcomeKind.Refused => "refused",
        TrafficOutcomeKind.Dropped => "no answer",
        TrafficOutcomeKind.Elsewhere => "answered by another server",
        _ => error.Length > 0 ? error : "failed",
    };

    private async Task<UdpSample> SendDatagramAsync(TraceTarget target, TrafficSource source, System.Net.IPAddress address, int port, CancellationToken cancellationToken)
    {
        UdpSample? sent = null;
        var request = new UdpRequest { Target = target.Host, Port = target.Port, SourcePort = port, Timeout = TracePatience };
        await new UdpRun(request, source.Host, address, PodThatCallsItself).RunAsync(sample => sent = sample, cancellationToken);
        return sent!;
    }

    private async Task<CurlSample> SendRequestAsync(TraceTarget target, string? from, AddressFamily family, int port, CancellationToken cancellationToken)
    {
        CurlSample? sent = null;
        var (source, prepared) = Prepare(new CurlRequest
        {
            Url = target.Text,
            From = from,
            Family = family,
            ConnectTimeout = TracePatience,
            ExtraArguments = ["--local-port", port.ToString(CultureInfo.InvariantCulture)],
        });
        var run = new CurlRun(prepared, source.Host, ZoneOf);
        await run.RunAsync(sample => sent = sample, cancellationToken);
        return sent ?? throw new LabException(string.Join(' ', run.Messages));
    }
}
