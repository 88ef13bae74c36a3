namespace Learn.Proxy;

/// <summary>What a chain is.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chain">Its name.</param>
/// <param name="Role">What it is there for.</param>
/// <param name="Service">The service port that it belongs to; null for others.</param>
/// <param name="Endpoint">The endpoint that it belongs to; null for others.</param>
public sealed record ChainReading(string Table, string Chain, ChainRole Role, ServiceReading? Service = null, EndpointReading? Endpoint = null);
