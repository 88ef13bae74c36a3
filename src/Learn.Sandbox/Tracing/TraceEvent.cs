using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>One line of the kernel's own trace: what a packet met in a table.</summary>
public sealed record TraceEvent
{
    /// <summary>
    /// Number of the packet: the same for all that happens to it on its way through a host. Numbers are soon used again, and a packet that comes
    /// back by the loopback interface has another one.
    /// </summary>
    public required uint Packet { get; init; }

    /// <summary>The family of the packet: IPv4 or IPv6.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary>The table: <c>nat</c>; empty between tables, where a packet enters, is delivered or leaves.</summary>
    public required string Table { get; init; }

    /// <summary>The chain: <c>PREROUTING</c>, <c>KUBE-SERVICES</c>.</summary>
    public required string Chain { get; init; }

    /// <summary>What kind of event it is.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>What becomes of the packet.</summary>
    public required TraceVerdict Verdict { get; init; }

    /// <summary>The chain that it goes to; null unless the verdict is a jump or goto.</summary>
    public string? Target { get; init; }

    /// <summary>The kernel's number for the rule (see <see cref="Host.GetRuleHandlesAsync"/>); null at the end of a chain and for a policy.</summary>
    public ulong? RuleHandle { get; init; }

    /// <summary>The mark of the packet after that.</summary>
    public uint Mark { get; init; }

    /// <summary>The packet itself, told with its first event in each built-in chain; null with the others.</summary>
    public TracedPacket? Header { get; init; }

    /// <summary>When the event was read from the kernel, since the trace was started: soon after it happened, in its order.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The event in one line.</summary>
    public override string ToString()
    {
        if (Table.Length == 0)
        {
            return $"{Packet:x8} {Chain} {Kind} ({Header})";
        }

        string what = Kind == TraceEventKind.Policy ? "policy" : RuleHandle is { } handle ? $"rule {handle}" : "end";
        return $"{Packet:x8} {Table} {Chain} {what}: {Verdict}{(Target is null ? "" : $" {Target}")}{(Header is null ? "" : $" ({Header})")}";
    }
}
