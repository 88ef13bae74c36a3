using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>A question about a dump in the words of a command line: what happens to a packet from here to there?</summary>
public sealed record WalkQuestion
{
    /// <summary>The source: an address, with a port after a colon if it matters. Empty: some other host, 192.0.2.1 or 2001:db8::1.</summary>
    public string From { get; init; } = "";

    /// <summary>
    /// The target: an address or a Service of the dump, a port or the name of a Service's port, and a protocol: <c>10.96.0.10:53/udp</c>,
    /// <c>[fd00::a]:53/udp</c>, <c>default/my-service</c>, <c>my-service:http</c>, <c>http://10.96.0.1</c>.
    /// </summary>
    public required string To { get; init; }

    /// <summary>The protocol, for a target that does not say one; null for TCP, or what the Service has.</summary>
    public string? Protocol { get; init; }

    /// <summary>The interface by which the packet comes in; null if it is not known.</summary>
    public string? InInterface { get; init; }

    /// <summary>The interface by which it leaves; null if it is not known.</summary>
    public string? OutInterface { get; init; }

    /// <summary>The mark of the packet, decimal or with 0x; null for none.</summary>
    public string? Mark { get; init; }

    /// <summary>The states of connection tracking, separated by commas; null for NEW.</summary>
    public string? State { get; init; }

    /// <summary>True if a process of the node sends it.</summary>
    public bool IsFromLocalProcess { get; init; }

    /// <summary>Addresses of the node.</summary>
    public ImmutableArray<string> LocalAddresses { get; init; } = [];

    /// <summary>Reads a dump in the family of the question and answers.</summary>
    /// <param name="utf8">What <c>iptables-save</c> printed.</param>
    /// <exception cref="WalkQuestionException">The question cannot be understood.</exception>
    /// <exception cref="RulesetParseException">The text is no ruleset.</exception>
    public WalkAnswer Ask(ReadOnlySpan<byte> utf8) => Ask(RulesetParser.Parse(utf8, Family()));

    /// <summary>Answers.</summary>
    /// <param name="ruleset">The rules of the node.</param>
    /// <exception cref="WalkQuestionException">The question cannot be understood.</exception>
    public WalkAnswer Ask(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        var reading = new Lazy<RulesetReading>(() => RulesetReading.Of(ruleset));
        var target = WalkTarget.Read(To, Protocol, reading);
        (IPAddress source, ushort? sourcePort) = ReadSource(target.Address.AddressFamily);
        var packet = new Packet
        {
            Source = source,
            SourcePort = sourcePort ?? 40000,
            Destination = target.Address,
            DestinationPort = target.Port,
            Protocol = target.Protocol,
            InInterface = InInterface,
            OutInterface = OutInterface,
            Mark = Mark is null ? 0 : ReadMark(Mark),
            State = State is null ? ConntrackStates.New : ReadState(State),
            FromLocalProcess = IsFromLocalProcess,
        };
        ImmutableHashSet<IPAddress> local = [.. LocalAddresses.Select(text => ReadAddress(text, "An address of the node"))];
        var options = new WalkOptions { LocalAddresses = IsFromLocalProcess ? local.Add(source) : local };
        return new WalkAnswer(PacketWalk.Walk(ruleset, packet, options), reading, HintFor(packet, options, reading));
    }

    /// <summary>The address family that the question is about.</summary>
    private IpFamily Family() => WalkTarget.MeansIPv6(To) || WalkTarget.MeansIPv6(From) ? IpFamily.IPv6 : IpFamily.IPv4;

    private (IPAddress Address, ushort? Port) ReadSource(AddressFamily family)
    {
        if (From.Length == 0)
        {
            return (IPAddress.Parse(family == AddressFamily.InterNetwork ? "192.0.2.1" : "2001:db8::1"), null);
        }

        bool hasPort = !IPAddress.TryParse(From, out IPAddress? address);
        if (hasPort && IPEndPoint.TryParse(From, out IPEndPoint? end))
        {
            address = end.Address;
        }

        address ??= ReadAddress(From, "The source");
        return address.AddressFamily == family
            ? (address, hasPort ? (ushort)IPEndPoint.Parse(From).Port : null)
            : throw new WalkQuestionException($"The source {From} and the target {To} are of different address families.");
    }

    private static IPAddress ReadAddress(string text, string what) => IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? address)
        ? address
        : throw new WalkQuestionException($"{what} has to be an IP address, such as 10.244.0.5, not \"{text}\".");

    private static uint ReadMark(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint mark)
            ? mark
            : throw new WalkQuestionException($"A mark is a number of 32 bits, such as 0x4000, not \"{text}\".");
    }

    private static ConntrackStates ReadState(string text)
    {
        var states = ConntrackStates.None;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            bool known = Enum.TryParse(word, ignoreCase: true, out ConntrackStates state) && !int.TryParse(word, out _) && state != ConntrackStates.None;
            states |= known
                ? state
                : throw new WalkQuestionException($"There is no state \"{word}\". States are NEW, ESTABLISHED, RELATED, INVALID, UNTRACKED, SNAT and DNAT.");
        }

        return states;
    }

    /// <summary>Somebody who asks about a node port has to say which addresses are the node's.</summary>
    private static string? HintFor(Packet packet, WalkOptions options, Lazy<RulesetReading> reading) =>
        options.LocalAddresses.Contains(packet.Destination) || IPAddress.IsLoopback(packet.Destination) ? null
        : reading.Value.Services.FirstOrDefault(service => service.NodePort == packet.DestinationPort && service.Protocol == packet.Protocol) is { } service
            ? $"{packet.DestinationPort} is the node port of {service.Name}: if {packet.Destination} is an address of the node, say so (--local-address {packet.Destination})."
            : null;
}
