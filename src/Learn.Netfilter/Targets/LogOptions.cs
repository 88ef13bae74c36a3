namespace Learn.Netfilter;

/// <summary>What a <see cref="LogTarget"/> reports in addition.</summary>
[Flags]
public enum LogOptions
{
    /// <summary>Nothing in addition.</summary>
    None = 0,

    /// <summary>TCP sequence numbers: <c>--log-tcp-sequence</c>.</summary>
    TcpSequence = 1,

    /// <summary>TCP options: <c>--log-tcp-options</c>.</summary>
    TcpOptions = 2,

    /// <summary>IP options: <c>--log-ip-options</c>.</summary>
    IpOptions = 4,

    /// <summary>The user who made the packet: <c>--log-uid</c>.</summary>
    UserId = 8,

    /// <summary>The link layer addresses: <c>--log-macdecode</c>.</summary>
    LinkLayer = 32,
}
