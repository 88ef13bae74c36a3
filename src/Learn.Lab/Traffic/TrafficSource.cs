using System.Collections.Immutable;
using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>A place in the lab from which traffic is sent.</summary>
/// <param name="Name">What a learner calls it: <c>pod/web</c>, <c>node/node-1</c>, <c>client</c>, <c>toolbox</c>.</param>
/// <param name="Host">The namespace in which the command runs.</param>
/// <param name="Addresses">The addresses its packets carry, one of each family, the primary one first.</param>
/// <param name="Node">The node whose rules they meet first; null for the client, whose packets meet the node that they are sent to.</param>
/// <param name="Namespace">The Kubernetes namespace in which short names are looked up; null outside pods, where cluster names mean nothing.</param>
internal sealed record TrafficSource(string Name, Host Host, ImmutableArray<IPAddress> Addresses, LabNode? Node, string? Namespace)
{
    /// <summary>Whether the packets come out of a process on the node itself.</summary>
    public bool IsNode => Node is not null && Host == Node.Host;
}
