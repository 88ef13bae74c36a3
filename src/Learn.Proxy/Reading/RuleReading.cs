namespace Learn.Proxy;

/// <summary>What a rule is there for.</summary>
/// <param name="Owner">Who has written it, as far as it shows.</param>
/// <param name="Reason">Why kube-proxy has written it; null for rules of others.</param>
/// <param name="Service">The service port; null if it is about none.</param>
/// <param name="Endpoint">The endpoint; null if it is about none.</param>
public sealed record RuleReading(RuleOwner Owner, RuleReason? Reason = null, ServiceReading? Service = null, EndpointReading? Endpoint = null);
