using System.Globalization;

namespace Learn.Netfilter;

/// <summary>How much traffic a rule or a built-in chain has seen. Never part of the identity of a rule.</summary>
/// <param name="Packets">Number of packets.</param>
/// <param name="Bytes">Number of bytes, IP headers included.</param>
public readonly record struct Counters(ulong Packets, ulong Bytes)
{
    /// <summary>The form in which iptables prints counters: <c>[packets:bytes]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Packets}:{Bytes}]");
}
