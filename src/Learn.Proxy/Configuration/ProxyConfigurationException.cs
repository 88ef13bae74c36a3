namespace Learn.Proxy;

/// <summary>A KubeProxyConfiguration cannot be used. All its problems are listed, not just the first one.</summary>
public sealed class ProxyConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : Exception("KubeProxyConfiguration is invalid: " + string.Join("; ", problems))
{
    /// <summary>What is wrong; at least one entry.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = problems;
}
