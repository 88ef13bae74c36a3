using System.Net;

namespace Learn.Netfilter;

/// <summary>The translation that connection tracking keeps for a connection and applies to its packets without asking any rule.</summary>
/// <param name="Destination">What the destination of packets in the original direction becomes; null if it stays.</param>
/// <param name="Source">What their source becomes; null if it stays.</param>
public sealed record ConnectionTranslation(IPEndPoint? Destination = null, IPEndPoint? Source = null);
