using System.Collections.Immutable;
using System.Globalization;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>A sysctl that kube-proxy sets when it starts, and never sets back.</summary>
/// <param name="Key">The name with dots, for example <c>net.ipv4.conf.all.route_localnet</c>.</param>
/// <param name="Value">The value.</param>
public sealed record SysctlSetting(string Key, string Value)
{
    /// <summary>The sysctl that lets packets to 127.0.0.0/8 leave and enter by real interfaces.</summary>
    public const string RouteLocalnet = "net.ipv4.conf.all.route_localnet";

    /// <summary>The sysctl that makes connection tracking accept packets outside of the TCP window.</summary>
    public const string TcpBeLiberal = "net.netfilter.nf_conntrack_tcp_be_liberal";

    /// <summary>The settings of the machine as a whole, from the <c>conntrack</c> section. Zero leaves a value alone.</summary>
    /// <param name="conntrack">The section.</param>
    /// <param name="processors">Number of CPU cores, at least 1.</param>
    public static ImmutableArray<SysctlSetting> OfConntrack(ConntrackConfiguration conntrack, int processors)
    {
        ArgumentNullException.ThrowIfNull(conntrack);
        ArgumentOutOfRangeException.ThrowIfLessThan(processors, 1);
        var settings = ImmutableArray.CreateBuilder<SysctlSetting>();
        long most = conntrack.MaxPerCore > 0 ? Math.Max((long)conntrack.MaxPerCore * processors, conntrack.Min) : 0;
        Add("net.netfilter.nf_conntrack_max", most);
        Add("net.netfilter.nf_conntrack_tcp_timeout_established", (long)conntrack.TcpEstablishedTimeout.TotalSeconds);
        Add("net.netfilter.nf_conntrack_tcp_timeout_close_wait", (long)conntrack.TcpCloseWaitTimeout.TotalSeconds);
        Add(TcpBeLiberal, conntrack.TcpBeLiberal ? 1 : 0);
        Add("net.netfilter.nf_conntrack_udp_timeout", (long)conntrack.UdpTimeout.TotalSeconds);
        Add("net.netfilter.nf_conntrack_udp_timeout_stream", (long)conntrack.UdpStreamTimeout.TotalSeconds);
        return settings.ToImmutable();

        void Add(string key, long value)
        {
            if (value > 0)
            {
                settings.Add(new(key, value.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    /// <summary>The settings of one half: <see cref="RouteLocalnet"/> if node ports are to be reached through 127.0.0.1.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="family">The family of the half.</param>
    public static ImmutableArray<SysctlSetting> OfNodePorts(ProxyConfiguration configuration, IpFamily family)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return UsesLocalhostNodePorts(configuration, family) ? [new(RouteLocalnet, "1")] : [];
    }

    internal static bool UsesLocalhostNodePorts(ProxyConfiguration configuration, IpFamily family) => family == IpFamily.IPv4
        && configuration.Iptables.LocalhostNodePorts
        && new NodePortAddresses(configuration.NodePortAddresses, family).IncludesLoopback;

    /// <summary>The setting as <c>sysctl</c> prints it.</summary>
    public override string ToString() => $"{Key} = {Value}";
}
