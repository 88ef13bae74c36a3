using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn.Tests.Parity;

/// <summary>Chooses packets that mean something to a set of rules: to and from the addresses and ports that stand in them, and some that do not.</summary>
internal sealed class PacketChooser
{
    private readonly Random random;
    private readonly ParityMachine machine;
    private readonly ImmutableArray<(IPAddress? Address, ushort? Port, IpProtocol? Protocol)> targets;
    private readonly ImmutableArray<IPAddress> sources;
    private readonly ImmutableArray<IPAddress> local;

    public PacketChooser(Ruleset rules, ParityMachine machine, Random random)
    {
        this.random = random;
        this.machine = machine;
        bool isIPv4 = rules.Family == IpFamily.IPv4;
        var family = isIPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        local = [.. machine.LocalAddresses.Where(address => address.AddressFamily == family).OrderBy(address => address.ToString(), StringComparer.Ordinal)];
        var all = rules.Tables.SelectMany(table => table.Chains).SelectMany(chain => chain.Rules).ToList();
        targets = [.. all.Select(TargetOf).Where(target => target.Address is not null || target.Port is not null).Distinct()];
        var endpoints = all.Select(rule => (rule.Target as DnatTarget)?.To.FirstAddress).OfType<IPAddress>();
        var matched = all.SelectMany(rule => rule.Matches).OfType<SourceMatch>().Select(match => Inside(match.Address.ToString())).OfType<IPAddress>();
        string[] outside = isIPv4 ? ["198.51.100.7", "203.0.113.200", "10.244.77.1", "172.31.0.9"] : ["2001:db8:77::7", "2001:db8:78::c8", "fd00:10:244:77::1"];
        sources = [.. endpoints.Concat(matched).Concat(outside.Select(IPAddress.Parse)).Concat(machine.PodCidrs.Select(Pod).Where(pod => pod.AddressFamily == family)).Distinct()
            .Where(address => address.AddressFamily == family && !machine.LocalAddresses.Contains(address) && !IPAddress.IsLoopback(address) && !IsOdd(address))];
    }

    public Packet Next()
    {
        bool isLocal = random.Next(4) == 0;
        var source = isLocal ? Pick(local) : Pick(sources);
        var target = targets.IsEmpty || random.Next(10) == 0 ? (Address: Pick(sources), Port: (ushort?)8080, Protocol: (IpProtocol?)null) : Pick(targets);
        var destination = target.Address ?? Pick(local);
        if (IPAddress.IsLoopback(source) != IPAddress.IsLoopback(destination) && isLocal && IPAddress.IsLoopback(source))
        {
            // A process that speaks to others than itself does so from another address.
            source = local.FirstOrDefault(address => !IPAddress.IsLoopback(address)) ?? source;
        }

        if (!isLocal && IPAddress.IsLoopback(destination))
        {
            destination = local.FirstOrDefault(address => !IPAddress.IsLoopback(address)) ?? destination;
        }

        return new Packet
        {
            Source = source,
            Destination = destination,
            DestinationPort = random.Next(12) == 0 ? (ushort)random.Next(1, 65535) : target.Port ?? 80,
            Protocol = random.Next(12) == 0 ? IpProtocol.Udp : target.Protocol ?? IpProtocol.Tcp,
            FromLocalProcess = isLocal,
            InInterface = isLocal ? null : machine.InterfaceOf(source),
        };
    }

    private static bool IsOdd(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] is 0 or 127 or >= 224;

    private static (IPAddress? Address, ushort? Port, IpProtocol? Protocol) TargetOf(Rule rule)
    {
        var destination = rule.Matches.OfType<DestinationMatch>().FirstOrDefault(match => !match.Inverted);
        var ports = rule.Matches.OfType<TransportMatch>().FirstOrDefault()?.DestinationPorts;
        var protocol = rule.Matches.OfType<ProtocolMatch>().FirstOrDefault(match => !match.Inverted)?.Protocol;
        var address = destination is null ? (rule.Target as DnatTarget)?.To.FirstAddress : Inside(destination.Address.ToString());
        var port = ports?.ToString() is { } text && ushort.TryParse(text.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture, out ushort number) ? number
            : (rule.Target as DnatTarget)?.To.Ports?.First;
        bool canBeSent = protocol is null || protocol == IpProtocol.Tcp || protocol == IpProtocol.Udp || protocol == IpProtocol.Sctp;
        return address is not null && IsOdd(address) || !canBeSent ? default : (address, port, protocol);
    }

    // An address of a range that is not its first.
    private static IPAddress? Inside(string range)
    {
        string[] parts = range.Split('/');
        if (!IPAddress.TryParse(parts[0], out var address))
        {
            return null;
        }

        byte[] bytes = address.GetAddressBytes();
        if (parts.Length == 2 && int.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out int length) && length < bytes.Length * 8 - 3)
        {
            bytes[^1] |= 5;
        }

        return new IPAddress(bytes);
    }

    private IPAddress Pod(IPNetwork cidr)
    {
        byte[] bytes = cidr.BaseAddress.GetAddressBytes();
        bytes[^1] |= (byte)random.Next(2, 250);
        return new IPAddress(bytes);
    }

    private T Pick<T>(ImmutableArray<T> choices) => choices[random.Next(choices.Length)];
}
