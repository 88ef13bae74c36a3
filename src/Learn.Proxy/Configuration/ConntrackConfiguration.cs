namespace Learn.Proxy;

/// <summary>The <c>conntrack</c> section of a KubeProxyConfiguration. Zero everywhere means "leave the kernel's value alone".</summary>
public sealed record ConntrackConfiguration
{
    /// <summary>Tracked connections per CPU core. Zero or more; default 32768.</summary>
    public int MaxPerCore { get; init; } = 32768;

    /// <summary>The least number of tracked connections, whatever the number of cores. Zero or more; default 131072.</summary>
    public int Min { get; init; } = 131072;

    /// <summary>How long an idle established TCP connection is remembered. Default 24 h.</summary>
    public TimeSpan TcpEstablishedTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a TCP connection in CLOSE_WAIT is remembered. Default 1 h.</summary>
    public TimeSpan TcpCloseWaitTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Do not call packets outside of the TCP window INVALID. Default false.</summary>
    public bool TcpBeLiberal { get; init; }

    /// <summary>How long an unanswered UDP flow is remembered. Default 0.</summary>
    public TimeSpan UdpTimeout { get; init; }

    /// <summary>How long an answered UDP flow is remembered. Default 0.</summary>
    public TimeSpan UdpStreamTimeout { get; init; }

    /// <summary>A section that leaves all of the kernel's values alone.</summary>
    public static ConntrackConfiguration LeaveAlone { get; } = new()
    {
        MaxPerCore = 0,
        Min = 0,
        TcpEstablishedTimeout = TimeSpan.Zero,
        TcpCloseWaitTimeout = TimeSpan.Zero,
    };
}
