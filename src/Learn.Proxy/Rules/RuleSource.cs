namespace Learn.Proxy;

/// <summary>What a <see cref="ProxyRuleOrigin"/> is made of, where no object is needed.</summary>
internal readonly record struct RuleSource(RuleReason Reason, ServicePort? Port = null, Endpoint? Endpoint = null);
