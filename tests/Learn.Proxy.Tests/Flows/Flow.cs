using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>One line of a packet-flow table: who sends what to whom after which step, and what becomes of it.</summary>
internal sealed partial class Flow
{
    private readonly IPEndPoint? _seenAt;
    private readonly TimeSpan _seenAgo;

    private Flow(string[] cells)
    {
        Step = int.Parse(cells[0], CultureInfo.InvariantCulture);
        Expected = cells[3];
        Text = $"step {cells[0]}: from {cells[1]} to {cells[2]}";
        System.Text.RegularExpressions.Match from = Sender().Match(cells[1]), to = Target().Match(cells[2]);
        Assert.True(from.Success && to.Success, $"Not understood: {Text}");
        Assert.True(IpProtocol.TryParse(to.Groups["protocol"].Value, out IpProtocol protocol), Text);
        IPEndPoint destination = IPEndPoint.Parse(to.Groups["endpoint"].Value);
        bool isLocal = from.Groups["who"].Value == "node";
        Packet = new Packet
        {
            Source = IPAddress.Parse(from.Groups["address"].Value),
            Destination = destination.Address,
            DestinationPort = (ushort)destination.Port,
            Protocol = protocol,
            FromLocalProcess = isLocal,
            InInterface = isLocal ? null
                : from.Groups["by"] is { Success: true, Value: var given } ? given
                : from.Groups["who"].Value == "pod" ? "veth0" : "eth0",
        };
        if (from.Groups["seen"].Success)
        {
            _seenAgo = TimeSpan.FromSeconds(int.Parse(from.Groups["seen"].Value, CultureInfo.InvariantCulture));
            _seenAt = IPEndPoint.Parse(from.Groups["at"].Value);
        }
    }

    internal int Step { get; }

    internal string Text { get; }

    internal string Expected { get; }

    internal Packet Packet { get; }

    internal IpFamily Family => Packet.Destination.GetAddressBytes().Length == 4 ? IpFamily.IPv4 : IpFamily.IPv6;

    /// <summary>Reads the rows of a table in Markdown.</summary>
    internal static IEnumerable<Flow> Read(string table) => table.Split('\n')
        .Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
        .Skip(1)
        .Select(line => new Flow([.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())]));

    /// <summary>What becomes of the packet, in the words of the table.</summary>
    internal string Walk(Ruleset rules, IEnumerable<IPAddress> localAddresses)
    {
        var options = new WalkOptions
        {
            LocalAddresses = [.. localAddresses],
            LastSeen = (list, _) => _seenAt is not null && EndpointOf(rules, list)?.Equals(_seenAt) == true ? _seenAgo : null,
        };
        IEnumerable<string> outcomes = PacketWalk.Walk(rules, Packet, options).Outcomes
            .GroupBy(Name)
            .OrderBy(group => group.First().Endpoint.ToString(), StringComparer.Ordinal)
            .Select(group => group.Key.Contains(':', StringComparison.Ordinal)
                ? $"{Share(group.Sum(outcome => outcome.Probability))} {group.Key}"
                : group.Key);
        return string.Join(", ", outcomes);
    }

    /// <summary>The expectation with its parts in the same order as those of <see cref="Walk"/>.</summary>
    internal string Sorted() => string.Join(", ", Expected.Split(", ")
        .OrderBy(part => part.Contains(' ') ? part.Split(' ')[1] : part, StringComparer.Ordinal));

    private static string Name(WalkOutcome outcome) => outcome switch
    {
        { IsCertain: false } => $"not certain: {outcome}",
        { Verdict: WalkVerdict.Dropped } => "dropped",
        { Verdict: WalkVerdict.Rejected } => "rejected",
        { IsDestinationTranslated: false } => "untranslated",
        { IsMasqueraded: true } => $"{outcome.Endpoint} masqueraded",
        _ => outcome.Endpoint.ToString(),
    };

    // Ten decimals in the payload and 31 bits in the kernel are not exactly a third.
    private static string Share(double probability)
    {
        int whole = (int)Math.Round(1 / probability);
        return Math.Abs(probability - (1.0 / whole)) < 1e-8 ? $"1/{whole}" : probability.ToString("P2", CultureInfo.InvariantCulture);
    }

    private static IPEndPoint? EndpointOf(Ruleset rules, string chain) =>
        rules.Find("nat", chain)?.Rules.Select(rule => rule.Target).OfType<DnatTarget>().FirstOrDefault() is { } dnat
            ? new IPEndPoint(dnat.To.FirstAddress!, dnat.To.Ports!.Value.First)
            : null;

    [GeneratedRegex(@"^(?<who>pod|outside|node) (?<address>[0-9a-f.:]+)( by (?<by>\w+))?( seen (?<seen>\d+) s ago at (?<at>\S+))?$")]
    private static partial Regex Sender();

    [GeneratedRegex(@"^(?<protocol>tcp|udp|sctp) (?<endpoint>\S+)$")]
    private static partial Regex Target();
}
