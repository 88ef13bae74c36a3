using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Tests.Parity;

/// <summary>
/// A host with rules, traced, and a neighbour at the other end of all its cables that sends it any packet one likes. What the host sends out
/// ends at the neighbour: only the host's own rules count.
/// </summary>
internal sealed class ParityHost : IAsyncDisposable
{
    private const int SocketLevel = 1;
    private const int BindToDevice = 25;
    private const int RawProtocol = 255;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<string, Socket> senders = [];
    private readonly Host host;
    private readonly Host neighbour;
    private readonly ParityMachine machine;
    private readonly IpFamily family;
    private PacketTrace? trace;
    private RuleIndex? rules;
    private ushort lastPort = 1024;

    private ParityHost(Host host, Host neighbour, ParityMachine machine, IpFamily family)
    {
        this.host = host;
        this.neighbour = neighbour;
        this.machine = machine;
        this.family = family;
    }

    /// <summary>The rules that are in its kernel.</summary>
    public Ruleset Rules => rules!.Ruleset;

    /// <summary>Makes the host and restores rules.</summary>
    public static async Task<ParityHost> StartAsync(World world, string name, ParityMachine machine, IpFamily family, string save, CancellationToken cancellationToken)
    {
        var hosts = await world.AddHostsAsync([name, $"{name} neighbour"], cancellationToken);
        var parity = new ParityHost(hosts[0], hosts[1], machine, family);
        await parity.ConnectAsync(world, cancellationToken);
        (await parity.host.Iptables(family).RestoreAsync(Encoding.UTF8.GetBytes(save), cancellationToken: cancellationToken)).EnsureSucceeded();
        (parity.rules, _) = await RuleIndex.ReadAsync(parity.host, family, cancellationToken);
        var addresses = family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        parity.trace = await parity.host.StartTraceAsync(
            [.. ((int[])[6, 17, 132]).Select(protocol => new TraceFilter { Family = addresses, Protocol = protocol, HandshakeOnly = protocol == 6 })], cancellationToken);
        return parity;
    }

    /// <summary>Sends a packet, from a port that none before had, and tells the way that it took.</summary>
    public async Task<(Packet Sent, PacketPath Path)> SendAsync(Packet packet, CancellationToken cancellationToken)
    {
        packet = packet with { SourcePort = ++lastPort };
        var sender = senders[packet.FromLocalProcess ? "" : packet.InInterface!];
        await trace!.TakeAsync(cancellationToken);
        try
        {
            sender.SendTo(PacketBytes.Of(packet), new IPEndPoint(packet.Destination, 0));
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AccessDenied or SocketError.InvalidArgument or SocketError.NetworkUnreachable or SocketError.HostUnreachable)
        {
            // A rule of the host dropped it, or it has no way out: the trace tells.
        }

        var assembly = new PathAssembly(rules!);
        bool hasEnded = false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!hasEnded)
        {
            var events = await trace.TakeAsync(cancellationToken);
            assembly.Add(events);
            hasEnded = events.Any(IsEnd);
            if (!hasEnded)
            {
                try
                {
                    await trace.WaitAsync(patience.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    break;
                }
            }
        }

        var paths = assembly.Take();
        return (packet, paths.FirstOrDefault(path => path.Entered.SourcePort == packet.SourcePort && path.Entered.Source.Equals(packet.Source))
            ?? throw new InvalidOperationException($"{packet} of {(packet.FromLocalProcess ? "the host" : packet.InInterface)} was not traced; seen: {string.Join("; ", paths)}"));
    }

    /// <summary>What the walk says about a packet.</summary>
    public WalkResult Walk(Packet packet, WalkOptions options) => PacketWalk.Walk(Rules, packet, options with { LocalAddresses = machine.LocalAddresses });

    /// <summary>Removes the host.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var sender in senders.Values)
        {
            sender.Dispose();
        }

        await (trace?.DisposeAsync() ?? ValueTask.CompletedTask);
        await host.World.RemoveHostsAsync([host.Name, neighbour.Name], CancellationToken.None);
    }

    private static bool IsEnd(TraceEvent happened) => happened.Kind == TraceEventKind.Delivered
        || (happened.Kind == TraceEventKind.Left && happened.Header?.OutInterface != "lo")
        || happened.Verdict == TraceVerdict.Drop;

    private async Task ConnectAsync(World world, CancellationToken cancellationToken)
    {
        string ip = family == IpFamily.IPv4 ? "ipv4" : "ipv6";
        string[] settings = family == IpFamily.IPv4
            ? ["ip_forward=1", "conf.all.rp_filter=0", "conf.default.rp_filter=0", "conf.all.accept_local=1", "conf.all.route_localnet=1", "conf.all.send_redirects=0", "conf.default.send_redirects=0"]
            : ["conf.all.forwarding=1", "conf.default.forwarding=1", "conf.default.accept_dad=0", "conf.all.accept_dad=0"];
        foreach (string setting in settings)
        {
            string[] parts = setting.Split('=');
            await host.SetSysctlAsync($"net.{ip}.{parts[0]}", parts[1], cancellationToken);
        }

        var links = machine.Interfaces.Select((one, index) =>
        {
            // Both ends have one hardware address, and nobody asks for any: every packet arrives.
            string hardware = string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:00:{index + 1:x2}");
            return new LinkSpec(
                new LinkEnd(host.Name, one.Name) { Addresses = one.Addresses, HardwareAddress = hardware },
                new LinkEnd(neighbour.Name, $"port{index}") { HardwareAddress = hardware });
        });
        await world.ConnectAsync([.. links], cancellationToken);
        string all = family == IpFamily.IPv4 ? "0.0.0.0/0" : "::/0";
        await neighbour.RunBatchAsync(
            "ip", [.. machine.Interfaces.SelectMany((_, index) => (string[])[$"link set port{index} arp off", $"route add {all} dev port{index} metric {index + 100}"])], cancellationToken);
        await host.RunBatchAsync(
            "ip",
            [
                .. machine.Interfaces.Select(one => $"link set {one.Name} arp off"),
                $"route add {all} dev {machine.Interfaces[0].Name} metric 100",
                .. machine.PodCidrs.Where(IsOfFamily).Select(cidr => $"route replace {cidr} dev {machine.PodInterface}"),
            ],
            cancellationToken);
        await WaitForOwnAddressesAsync(cancellationToken);
        senders[""] = await OpenAsync(host, null, cancellationToken);
        for (int index = 0; index < machine.Interfaces.Length; index++)
        {
            senders[machine.Interfaces[index].Name] = await OpenAsync(neighbour, string.Create(CultureInfo.InvariantCulture, $"port{index}"), cancellationToken);
        }
    }

    // An address of IPv6 becomes the host's own by a work queue of the kernel's, which on a busy machine comes late.
    private async Task WaitForOwnAddressesAsync(CancellationToken cancellationToken)
    {
        string[] own = [.. machine.LocalAddresses.Where(address => family == IpFamily.IPv6 && address.AddressFamily == AddressFamily.InterNetworkV6).Select(address => $"local {address} ")];
        while (own.Length > 0)
        {
            var routes = await host.RunAsync(["ip", "-6", "route", "show", "table", "local"], cancellationToken: cancellationToken);
            if (own.All(route => routes.OutputText.Contains(route, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    private bool IsOfFamily(IPNetwork network) => network.BaseAddress.AddressFamily == (family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);

    private async Task<Socket> OpenAsync(Host place, string? device, CancellationToken cancellationToken)
    {
        var socket = await place.OpenSocketAsync(
            family == IpFamily.IPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6, SocketType.Raw, (ProtocolType)RawProtocol, cancellationToken);
        if (device is not null)
        {
            socket.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(device + "\0"));
        }

        return socket;
    }
}
