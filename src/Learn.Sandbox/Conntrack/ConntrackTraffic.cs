namespace Learn.Sandbox;

/// <summary>How much went one way of a tracked connection; counted only where <c>net.netfilter.nf_conntrack_acct</c> is 1.</summary>
/// <param name="Packets">Number of packets.</param>
/// <param name="Bytes">Number of bytes, IP headers included.</param>
public readonly record struct ConntrackTraffic(ulong Packets, ulong Bytes);
