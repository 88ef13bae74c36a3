using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>An address behind a Service that can be looked up.</summary>
/// <param name="Label">The name below the Service's: the hostname, or the address with dashes when there is none.</param>
/// <param name="Address">The address.</param>
/// <param name="Ports">Its ports; empty when the Service declares none.</param>
internal sealed record ZoneEndpoint(string Label, IPAddress Address, ImmutableArray<ZonePort> Ports);
