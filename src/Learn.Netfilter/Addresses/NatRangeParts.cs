namespace Learn.Netfilter;

/// <summary>What the text of a <see cref="NatRange"/> means.</summary>
/// <param name="HasAddress">False if only ports are given.</param>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address.</param>
/// <param name="Family">The family of the addresses.</param>
/// <param name="Ports">The ports, or null.</param>
internal readonly record struct NatRangeParts(bool HasAddress, UInt128 First, UInt128 Last, IpFamily Family, PortRange? Ports);
