using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Which tracked connections are meant: those that fit everything that is given.</summary>
public sealed record ConntrackFilter
{
    /// <summary>Only this family; null for both.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Only this protocol: <c>tcp</c>, <c>udp</c>, <c>sctp</c>, <c>icmp</c>, <c>icmpv6</c>. Ports need one.</summary>
    public string? Protocol { get; init; }

    /// <summary>Source of the first packet.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Destination of the first packet, before any translation: a Service's address.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>Source port of the first packet.</summary>
    public int? SourcePort { get; init; }

    /// <summary>Destination port of the first packet, before any translation.</summary>
    public int? DestinationPort { get; init; }

    /// <summary>Where the answers come from: a pod's address.</summary>
    public IPAddress? ReplySource { get; init; }

    /// <summary>Where the answers go: the address that the pod saw.</summary>
    public IPAddress? ReplyDestination { get; init; }

    /// <summary>Only TCP or SCTP connections in this state, such as <c>ESTABLISHED</c>.</summary>
    public string? State { get; init; }

    /// <summary>The families to ask for: one, or both.</summary>
    internal IReadOnlyList<AddressFamily> Families =>
        (Family ?? new[] { Source, Destination, ReplySource, ReplyDestination }.FirstOrDefault(address => address is not null)?.AddressFamily) is { } family
            ? [family]
            : [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    /// <summary>The filter as arguments of conntrack.</summary>
    internal IReadOnlyList<string> Arguments(AddressFamily family)
    {
        List<string> arguments = ["-f", family == AddressFamily.InterNetwork ? "ipv4" : "ipv6"];
        Add("-p", Protocol);
        Add("--orig-src", Source?.ToString());
        Add("--orig-dst", Destination?.ToString());
        Add("--orig-port-src", SourcePort?.ToString(CultureInfo.InvariantCulture));
        Add("--orig-port-dst", DestinationPort?.ToString(CultureInfo.InvariantCulture));
        Add("--reply-src", ReplySource?.ToString());
        Add("--reply-dst", ReplyDestination?.ToString());
        Add("--state", State);
        return arguments;

        void Add(string option, string? value)
        {
            if (value is not null)
            {
                arguments.AddRange([option, value]);
            }
        }
    }
}
