namespace Learn.Proxy;

/// <summary>What kube-proxy finds out about its machine when it starts.</summary>
public sealed record NodeEnvironment
{
    /// <summary>Number of CPU cores: with <c>maxPerCore</c> it decides how many connections are tracked. At least 1; default 1.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>True if iptables knows <c>MASQUERADE --random-fully</c>, that is from version 1.6.2. Default true.</summary>
    public bool HasRandomFully { get; init; } = true;

    /// <summary>
    /// The value of <see cref="SysctlSetting.TcpBeLiberal"/> before kube-proxy changed it. If it is not 0, packets that connection tracking
    /// calls INVALID are not dropped. Default false.
    /// </summary>
    public bool ConntrackIsLiberal { get; init; }
}
