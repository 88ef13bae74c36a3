using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>A listing as lines of text, in pieces with colours.</summary>
public static class ListingText
{
    private const int BarWidth = 8;

    /// <summary>The lines.</summary>
    /// <param name="listing">The listing.</param>
    public static IEnumerable<IReadOnlyList<ListingPart>> Lines(AnnotatedListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        bool isFirst = true;
        foreach (ListingGroup group in listing.Groups)
        {
            if (!isFirst && !listing.Options.IsFolded)
            {
                yield return [];
            }

            isFirst = false;
            yield return [new(Heading(group), ListingStyle.Heading)];
            foreach (ServiceReading port in group.Ports)
            {
                yield return [new("  " + Summary(port))];
            }

            if (!listing.Options.IsFolded)
            {
                foreach (IReadOnlyList<ListingPart> line in group.Chains.SelectMany(chain => Lines(listing, group, chain)))
                {
                    yield return line;
                }
            }
        }

        if (listing.Groups.IsEmpty)
        {
            yield return [new(listing.Options.Search is { } word ? $"No rule has \"{word}\" in its text, its sentence or its Service." : "There are no rules.")];
        }
    }

    /// <summary>The heading of a group: what it is, and how much.</summary>
    /// <param name="group">The group.</param>
    public static string Heading(ListingGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        string name = group.Kind == ListingGroupKind.Service ? $"service/{group.Name}" : char.ToUpperInvariant(group.Name[0]) + group.Name[1..];
        int rules = group.RuleCount;
        string text = string.Create(CultureInfo.InvariantCulture, $"{name}: {rules:N0} rule{(rules == 1 ? "" : "s")}");
        return group.Packets is { } packets
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, {packets:N0} connection{(packets == 1 ? "" : "s")}")
            : text;
    }

    /// <summary>A service port in one line: its addresses and endpoints.</summary>
    /// <param name="port">The service port.</param>
    public static string Summary(ServiceReading port)
    {
        ArgumentNullException.ThrowIfNull(port);
        const int Few = 3;
        string number = port.Port is { } known ? known.ToString(CultureInfo.InvariantCulture) : "?";
        var ways = new List<string>();
        ways.AddRange(port.ClusterIP is null ? [] : [WithPort(port.ClusterIP, number)]);
        ways.AddRange(port.ExternalIPs.Select(address => WithPort(address, number)));
        ways.AddRange(port.LoadBalancerIPs.Select(address => WithPort(address, number)));
        ways.AddRange(port.NodePort is { } nodePort ? [string.Create(CultureInfo.InvariantCulture, $"node port {nodePort}")] : []);
        string endpoints = port.IsRefused ? "refused, no endpoint"
            : port.Endpoints.IsEmpty ? "no endpoint"
            : string.Join(", ", port.Endpoints.Take(Few).Select(endpoint => endpoint.Address))
                + (port.Endpoints.Length > Few ? string.Create(CultureInfo.InvariantCulture, $" and {port.Endpoints.Length - Few:N0} more") : "");
        string affinity = port.Affinity is { } time ? string.Create(CultureInfo.InvariantCulture, $" (affinity {time.TotalSeconds:0} s)") : "";
        return $"{port.Name} ({port.Protocol})  {string.Join(", ", ways)} → {endpoints}{affinity}";
    }

    /// <summary>The name that stands for a chain of a Service or an endpoint: <c>svc(default/my-service:http)</c>; null for others.</summary>
    /// <param name="chain">The chain.</param>
    public static string? NameOf(ChainReading chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return (chain.Role, chain.Service, chain.Endpoint) switch
        {
            (ChainRole.Endpoint, _, { } endpoint) => $"sep({endpoint.Address})",
            (ChainRole.Service, { } service, _) => $"svc({service.Name})",
            (ChainRole.LocalService, { } service, _) => $"svl({service.Name})",
            (ChainRole.External, { } service, _) => $"ext({service.Name})",
            (ChainRole.Firewall, { } service, _) => $"fw({service.Name})",
            (ChainRole.OldExternalLocal, { } service, _) => $"xlb({service.Name})",
            _ => null,
        };
    }

    private static IEnumerable<IReadOnlyList<ListingPart>> Lines(AnnotatedListing listing, ListingGroup group, ListingChain chain)
    {
        yield return [];
        string count = chain.IsWhole ? "" : string.Create(CultureInfo.InvariantCulture, $" ({chain.Numbers.Length:N0} of {chain.Chain.Rules.Length:N0} rules)");
        string title = chain.Chain.Rules.IsEmpty ? " (empty)" : group.Kind == ListingGroupKind.Service && chain.Reading.Service is null ? "" : $": {ChainText.Title(chain.Reading, listing.Explanation.Vocabulary)}";
        yield return [new($"  {chain.Table} "), Named(listing, chain.Table, new(chain.Name, RuleSyntax.OfChain(chain.Name), chain.Name)), new(count + title)];
        foreach (int number in chain.Numbers)
        {
            Rule rule = chain.Chain.Rules[number - 1];
            RuleExplanation explained = listing.Explanation.Explain(chain.Table, chain.Name, number);
            string label = string.Create(CultureInfo.InvariantCulture, $"  {number,4}  ");
            List<ListingPart> parts = [new(label)];
            if (listing.Options.ShowsCounters)
            {
                parts.Add(new(Counter(rule.Counters, listing.MostPackets), ListingStyle.Counter));
            }

            string text = $"-A {chain.Name} {RuleWriter.ToText(rule, listing.Explanation.Reading.Ruleset.Family)}";
            parts.AddRange(RuleSyntax.Of(text, IsChain).Select(part => Named(listing, chain.Table, part)));
            yield return parts;
            yield return [new(new string(' ', label.Length)), .. RuleSyntax.OfSentence($"# {explained.Sentence}", IsChain).Select(part => Named(listing, chain.Table, part))];
        }

        bool IsChain(string name) => listing.Explanation.Reading.FindChain(chain.Table, name) is not null;
    }

    /// <summary>A piece with its name in place of its hash, where the listing uses names.</summary>
    private static ListingPart Named(AnnotatedListing listing, string table, ListingPart part) =>
        listing.Options.UsesNames && part.Chain is { } chain && listing.Explanation.Reading.FindChain(table, chain) is { } reading && NameOf(reading) is { } name
            ? part with { Text = name }
            : part;

    private static string Counter(Counters? counters, ulong most)
    {
        ulong packets = counters?.Packets ?? 0;
        int full = most == 0 || packets == 0 ? 0 : Math.Max(1, (int)Math.Round(BarWidth * (double)packets / most));
        return string.Create(CultureInfo.InvariantCulture, $"{packets,8} {new string('█', full)}{new string('·', BarWidth - full)}  ");
    }

    private static string WithPort(System.Net.IPAddress address, string port) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{address}:{port}";
}
