using System.Collections.Immutable;
using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>A pod's host, and where it is plugged in.</summary>
/// <param name="Host">The pod's namespace.</param>
/// <param name="Node">The node it runs on.</param>
/// <param name="Addresses">Its addresses, one of each family, the primary one first.</param>
internal sealed record PodAttachment(Host Host, LabNode Node, ImmutableArray<IPAddress> Addresses);
