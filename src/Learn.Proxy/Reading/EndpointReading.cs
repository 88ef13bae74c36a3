namespace Learn.Proxy;

/// <summary>An endpoint of a service port, as far as the rules of a node tell.</summary>
/// <param name="Address">Address and port as the rules have them: <c>10.244.1.7:8080</c>, <c>[fd00::7]:8080</c>.</param>
/// <param name="Chain">Its chain in the nat table.</param>
/// <param name="Share">Its share of the traffic inside the cluster, 0 to 1; 0 if it serves external traffic only.</param>
/// <param name="LocalShare">Its share of the traffic that only endpoints of this node serve, 0 to 1; null if there is no such choice.</param>
public sealed record EndpointReading(string Address, string Chain, double Share, double? LocalShare = null)
{
    /// <inheritdoc/>
    public override string ToString() => Address;
}
