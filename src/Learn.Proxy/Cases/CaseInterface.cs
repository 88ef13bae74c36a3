using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>A network interface of the machine of a case.</summary>
/// <param name="Name">Its name, for example <c>eth0</c>.</param>
/// <param name="Addresses">Addresses with prefix length, <c>192.168.10.11/24</c>.</param>
public sealed record CaseInterface(string Name, ImmutableArray<string> Addresses);
