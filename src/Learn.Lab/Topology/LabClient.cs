using System.Collections.Immutable;
using System.Net;
using Learn.Sandbox;

namespace Learn;

/// <summary>A host outside the cluster.</summary>
/// <param name="Name">What a learner calls it: <c>client</c>.</param>
/// <param name="Host">Its namespace.</param>
/// <param name="Addresses">Its addresses, one of each family, the primary one first.</param>
internal sealed record LabClient(string Name, Host Host, ImmutableArray<IPAddress> Addresses);
