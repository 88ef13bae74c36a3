using System.Net;

namespace Learn;

/// <summary>Which source address a pod should see.</summary>
/// <param name="Outcome">The pod.</param>
/// <param name="Address">The address.</param>
/// <param name="Probability">Probability that a request ends at this pod and comes from this address, 0–1.</param>
public readonly record struct ExpectedSource(TrafficOutcome Outcome, IPAddress Address, double Probability);
