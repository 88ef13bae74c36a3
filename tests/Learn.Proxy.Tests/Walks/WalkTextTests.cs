using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Walks through every capture: a packet from a pod, the node and outside to each address of each Service, in approved words.</summary>
public sealed class WalkTextTests
{
    private const int MostServices = 12;
    private const int MostEnds = 3;

    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_walks_of_a_case_are_those_approved(string name)
    {
        var text = new StringBuilder();
        string folder = Path.Combine(GoldenFolder.Iptables, name);
        IPAddress[] local = [.. new GoldenCase(folder).LocalAddresses()];
        foreach (string pattern in (string[])["expected*.iptables-save", "expected*.ip6tables-save"])
        {
            if (Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).LastOrDefault() is { } path)
            {
                WriteSave(text, path, local);
            }
        }

        ApprovedText.Check("Walks", name, text.ToString());
    }

    private static void WriteSave(StringBuilder text, string path, IPAddress[] local)
    {
        bool isIPv4 = path.EndsWith(".iptables-save", StringComparison.Ordinal);
        var rules = RulesetParser.Parse(File.ReadAllBytes(path), isIPv4 ? IpFamily.IPv4 : IpFamily.IPv6);
        var reading = RulesetReading.Of(rules);
        var node = local.FirstOrDefault(address => !IPAddress.IsLoopback(address) && address.AddressFamily == (isIPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6))
            ?? IPAddress.Parse(isIPv4 ? "192.0.2.10" : "2001:db8::10");
        WalkResult? longest = null;
        text.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}\n");
        foreach (var service in reading.Services.Take(MostServices))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{service}\n");
            foreach (var (address, port) in TargetsOf(service, node))
            {
                foreach (var (place, packet) in PacketsTo(address, port, service.Protocol, node, isIPv4))
                {
                    var walk = PacketWalk.Walk(rules, packet, new WalkOptions { LocalAddresses = [.. local, node] });
                    Assert.True(walk.IsCertain, walk.ToString());
                    Assert.Equal(1, walk.ProbabilityOf(_ => true), 1e-6);
                    text.Append(CultureInfo.InvariantCulture, $"  {place,-8} to {new IPEndPoint(address, port)}: {Ends(walk)}\n");
                    longest = place == "outside" && (longest is null || walk.Outcomes[0].Steps.Length > longest.Outcomes[0].Steps.Length) ? walk : longest;
                }
            }
        }

        text.Append('\n').Append(longest?.Tree!.ToText(WalkNames.In(reading))).Append(longest is null ? "" : "\n\n");
    }

    private static IEnumerable<(IPAddress Address, ushort Port)> TargetsOf(ServiceReading service, IPAddress node)
    {
        IEnumerable<IPAddress> addresses = [.. service.ClusterIP is { } clusterIP ? [clusterIP] : Array.Empty<IPAddress>(), .. service.ExternalIPs, .. service.LoadBalancerIPs];
        foreach (var address in addresses.Where(_ => service.Port is not null))
        {
            yield return (address, service.Port!.Value);
        }

        if (service.NodePort is { } nodePort)
        {
            yield return (node, nodePort);
        }
    }

    private static IEnumerable<(string Place, Packet Packet)> PacketsTo(IPAddress address, ushort port, IpProtocol protocol, IPAddress node, bool isIPv4)
    {
        var packet = new Packet { Source = node, Destination = address, DestinationPort = port, Protocol = protocol };
        yield return ("pod", packet with { Source = IPAddress.Parse(isIPv4 ? "10.244.1.77" : "fd00:10:244:1::77"), InInterface = "veth77" });
        yield return ("node", packet with { FromLocalProcess = true });
        yield return ("outside", packet with { Source = IPAddress.Parse(isIPv4 ? "198.51.100.9" : "2001:db8:9::9"), InInterface = "eth0" });
    }

    private static string Ends(WalkResult walk)
    {
        string shown = string.Join("; ", walk.Outcomes.Take(MostEnds).Select(outcome => outcome.ToString()));
        return walk.Outcomes.Length <= MostEnds ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown}; … {walk.Outcomes.Length - MostEnds} more");
    }
}
