using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Learn.Netfilter;

/// <content>Targets without a type of their own whose effect is known nevertheless. Source: the man page iptables-extensions(8).</content>
public sealed partial class PacketWalk
{
    /// <summary>After these the packet goes on with the next rule, and nothing that a rule could ask for has changed.</summary>
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "AUDIT", "CHECKSUM", "CLASSIFY", "CONNSECMARK", "DNPT", "DSCP", "ECN", "HL", "IDLETIMER", "LED", "LOG", "NFLOG", "RATEEST", "SECMARK",
        "SNPT", "TCPMSS", "TCPOPTSTRIP", "TEE", "TOS", "TRACE", "TTL", "ULOG",
    }.ToFrozenSet(StringComparer.Ordinal);

    private void ApplyOther(WalkBranch branch, UnknownTarget target, WalkStep step)
    {
        string[] words = target.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (target.Name)
        {
            case "NOTRACK":
            case "CT" when words.Contains("--notrack"):
                branch.State = branch.State with { Packet = branch.Packet with { State = ConntrackStates.Untracked } };
                break;
            case "REDIRECT" when TryReadRedirect(words, branch.Packet, out ushort port):
                Redirect(branch, port, step);
                break;
            case "NETMAP" when words is [_, "--to", var network] && AddressPattern.TryRead(Encoding.UTF8.GetBytes(network), out var to)
                && to.Family == _ruleset.Family:
                MapNetwork(branch, to);
                break;
            case "MARK" or "HMARK":
            case "SET" when words.Contains("--map-mark"):
                branch.State = branch.State with { IsMarkUnknown = true };
                break;
            case "CONNMARK":
                branch.State = branch.State with { IsMarkUnknown = true, IsConnectionMarkUnknown = true };
                break;
            case "CT" or "SET":
                break;
            case var name when Harmless.Contains(name):
                break;
            default:
                Doubt(branch, step, $"what target {target.Name} does is not known");
                break;
        }
    }

    private static bool TryReadRedirect(string[] words, Packet packet, out ushort port)
    {
        port = packet.DestinationPort;
        var options = words.AsSpan(1);
        if (options is [.., "--random"])
        {
            options = options[..^1];
        }

        return options.IsEmpty
            || (options is ["--to-ports" or "--to-port", var text] && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port));
    }

    /// <summary>The destination becomes this host: the loopback address for its own packets, else that of the interface it came in by.</summary>
    private void Redirect(WalkBranch branch, ushort port, WalkStep step)
    {
        var family = branch.Packet.Destination.AddressFamily;
        bool isOwn = branch.State.Hook == Hook.Output;
        var loopback = _ruleset.Family == IpFamily.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        IPAddress[] candidates = isOwn ? [loopback] : [.. _options.LocalAddresses.Where(address => address.AddressFamily == family)];
        if (candidates.Length > 1)
        {
            Doubt(branch, step, "which address of this host is taken depends on the interface");
        }

        branch.State = branch.State with
        {
            IsDestinationTranslated = true,
            IsRedirected = true,
            Packet = branch.Packet with
            {
                Destination = candidates.OrderBy(address => address.ToString(), StringComparer.Ordinal).FirstOrDefault(branch.Packet.Destination),
                DestinationPort = port,
            },
        };
        LeaveTable(branch);
    }

    private static void MapNetwork(WalkBranch branch, AddressPattern network)
    {
        bool isDestination = branch.State.Hook is Hook.Prerouting or Hook.Output;
        var old = AddressText.BitsOf(isDestination ? branch.Packet.Destination : branch.Packet.Source);
        int hostBits = (network.Family == IpFamily.IPv4 ? 32 : 128) - network.PrefixLength;
        var host = hostBits == 0 ? UInt128.Zero : old & (UInt128.MaxValue >> (128 - hostBits));
        var mapped = AddressText.ToAddress(network.Bits | host, network.Family);
        branch.State = isDestination
            ? branch.State with { IsDestinationTranslated = true, Packet = branch.Packet with { Destination = mapped } }
            : branch.State with { SourceTranslatedTo = new NatRange(mapped.ToString()) };
        LeaveTable(branch);
    }
}
