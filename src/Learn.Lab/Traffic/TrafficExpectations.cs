using System.Net;
using System.Net.Sockets;
using Learn.Netfilter;

namespace Learn;

/// <summary>
/// Computes what requests should meet, by walking the rules that are in the kernel of the node that their packets reach first.
/// </summary>
internal sealed class TrafficExpectations(LabNodes nodes, PodRuntime pods, NamesController names)
{
    private const string UnderlayInterface = "eth0";

    /// <summary>The expectation for requests from a place; null if the rules have no say, or the name in the URL is not known there.</summary>
    public async Task<Expectation?> ForAsync(CurlRequest request, TrafficSource source, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(request.Url.Contains("://", StringComparison.Ordinal) ? request.Url : $"http://{request.Url}", UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || AddressOf(url, source) is not { AddressFamily: AddressFamily.InterNetwork } destination
            || FirstNode(source, destination) is not { } node)
        {
            return null;
        }

        var save = await node.Host.Iptables(AddressFamily.InterNetwork).SaveAsync(cancellationToken: cancellationToken);
        var rules = RulesetParser.Parse(save.Span, IpFamily.IPv4);
        var packet = new Packet
        {
            Source = source.IsNode ? node.SourceTowards(destination) ?? node.Address : source.Addresses.First(address => address.AddressFamily == destination.AddressFamily),
            Destination = destination,
            DestinationPort = (ushort)url.Port,
            FromLocalProcess = source.IsNode,
            InInterface = source.IsNode ? null : source.Node is null ? UnderlayInterface : LabNetwork.PodBridge,
        };
        var walk = PacketWalk.Walk(rules, packet, new WalkOptions { LocalAddresses = [.. node.LocalAddresses] });
        double undetermined = walk.IsCertain ? 0 : 1;
        return new Expectation(
            walk.IsCertain ? walk.Outcomes.Select(outcome => new ExpectedShare(EndOf(outcome, node), outcome.Probability)) : [],
            undetermined,
            $"the rules of {node.Name}",
            DependenceOf(request, walk));
    }

    private IPAddress? AddressOf(Uri url, TrafficSource source)
        => IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? address
            : source.Namespace is { } podNamespace && names.Names.Lookup(url.Host, podNamespace) is [var only] ? only
            : null;

    // Pods and nodes meet the rules of their own node. What the client sends meets those of the node that it is sent to.
    private LabNode? FirstNode(TrafficSource source, IPAddress destination)
        => source.Node ?? nodes.FindByAddress(destination);

    private TrafficOutcome EndOf(WalkOutcome outcome, LabNode node)
    {
        var destination = outcome.Packet.Destination;
        return outcome.Verdict switch
        {
            WalkVerdict.Rejected => TrafficOutcome.Refused,
            WalkVerdict.Dropped => TrafficOutcome.Dropped,
            _ when pods.Running.FirstOrDefault(pod => pod.Addresses.Contains(destination) && ListensOn(pod, outcome.Packet.DestinationPort)) is { } pod
                => TrafficOutcome.AnsweredBy(pod.DisplayName),
            // Somebody has the address, but nobody listens there.
            _ when outcome.IsForThisHost || IsUsed(destination, node) => TrafficOutcome.Refused,
            // Nobody has the address, and no answer comes.
            _ => TrafficOutcome.Dropped,
        };
    }

    private bool IsUsed(IPAddress address, LabNode node)
        => node.LocalAddresses.Contains(address) || pods.Running.Any(pod => pod.Addresses.Contains(address));

    private static bool ListensOn(RunningPod pod, int port)
        => pod.Responder?.Listeners.Any(listener => listener.Transport == Sandbox.Transport.Tcp && listener.Port == port) == true;

    private static string? DependenceOf(CurlRequest request, WalkResult walk)
        => request.KeepAlive ? "the requests share a connection, and only the first packet of a connection is distributed"
            : walk.Outcomes.Any(outcome => outcome.RecentLists.Length > 0) ? "session affinity sends a client back to the pod it had before"
            : null;
}
