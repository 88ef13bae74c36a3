using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Runs the shell commands of a case on a <see cref="SimulatedNode"/>: iptables, and datagrams sent through the rules, which leave flows in
/// connection tracking. What it does not know is an error that says so.
/// </summary>
internal sealed class NodeShell(SimulatedNode node)
{
    internal void Run(string script)
    {
        foreach (IReadOnlyList<string> command in ShellWords.Commands(script))
        {
            Run(command);
        }
    }

    private void Run(IReadOnlyList<string> command)
    {
        switch (command[0])
        {
            case "iptables" or "ip6tables":
                TablesResult result = node.Run([.. command], default);
                if (!result.Succeeded)
                {
                    throw new CaseException($"{string.Join(' ', command)}: {result}");
                }

                break;
            case "bash" when command is [_, "-c", var script]:
                Run(script);
                break;
            case "echo" when command.FirstOrDefault(word => word.StartsWith(">/dev/udp/", StringComparison.Ordinal)) is { } target:
                string[] parts = target.Split('/');
                SendDatagram(IPAddress.Parse(parts[^2]), int.Parse(parts[^1], CultureInfo.InvariantCulture));
                break;
            case "conntrack" when command.Count > 1 && command[1] == "-L":
            case "true":
                // These only look.
                break;
            default:
                throw new CaseException(
                    $"The command \"{string.Join(' ', command)}\" needs a real machine: the simulated node knows iptables, ip6tables and datagrams only. "
                    + "'learn rules replay' runs it in a sandbox.");
        }
    }

    private void SendDatagram(IPAddress destination, int port)
    {
        if (TranslatedTo(destination, port) is { } endpoint)
        {
            node.Conntrack.Add(destination, port, endpoint);
        }
    }

    /// <summary>An endpoint that the rules may choose for a datagram of the node itself; null if it is not translated.</summary>
    private string? TranslatedTo(IPAddress destination, int port)
    {
        var packet = new Packet
        {
            Source = node.Addresses[^1],
            Destination = destination,
            DestinationPort = (ushort)port,
            Protocol = IpProtocol.Udp,
            FromLocalProcess = true,
        };
        var options = new WalkOptions { LocalAddresses = [.. node.Addresses] };
        WalkResult walk = PacketWalk.Walk(node.Tables(IpFamily.IPv4).Save(), packet, options);
        WalkOutcome? translated = walk.Outcomes.FirstOrDefault(outcome => outcome.IsDestinationTranslated);
        return translated?.Packet.Destination.ToString();
    }
}
