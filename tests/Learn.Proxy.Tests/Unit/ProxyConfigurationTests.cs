using System.Net;

namespace Learn.Proxy.Tests;

public sealed class ProxyConfigurationTests
{
    [Fact]
    public void An_empty_configuration_has_the_defaults_of_v1_30()
    {
        ProxyConfiguration configuration = ProxyConfiguration.Parse(
            "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration");

        Assert.Equal(ProxyConfiguration.Default, configuration);
        Assert.Equal(ProxyMode.Iptables, configuration.Mode);
        Assert.Equal(0x4000u, configuration.Iptables.MasqueradeMark);
        Assert.Equal(TimeSpan.FromSeconds(30), configuration.Iptables.SyncPeriod);
        Assert.Equal(TimeSpan.FromSeconds(1), configuration.Iptables.MinSyncPeriod);
        Assert.True(configuration.Iptables.LocalhostNodePorts);
        Assert.Equal(32768, configuration.Conntrack.MaxPerCore);
        Assert.Equal(131072, configuration.Conntrack.Min);
        Assert.Equal(TimeSpan.FromHours(24), configuration.Conntrack.TcpEstablishedTimeout);
        Assert.Equal(TimeSpan.FromHours(1), configuration.Conntrack.TcpCloseWaitTimeout);
        Assert.Equal("0.0.0.0:10256", configuration.HealthzBindAddress);
        Assert.Equal("127.0.0.1:10249", configuration.MetricsBindAddress);
    }

    [Fact]
    public void Every_field_that_matters_is_read()
    {
        ProxyConfiguration configuration = ProxyConfiguration.Parse("""
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: nftables
            hostnameOverride: " Worker-1 "
            bindAddress: 172.18.0.11
            clusterCIDR: 10.244.7.9/16,fd00:10:244::/56
            nodePortAddresses: [192.168.0.0/16, 0.0.0.0/0]
            detectLocalMode: InterfaceNamePrefix
            detectLocal: {interfaceNamePrefix: veth}
            configSyncPeriod: 5m
            oomScoreAdj: -998
            logging: {verbosity: 2}
            featureGates: {NFTablesProxyMode: true}
            iptables: {masqueradeBit: 31, masqueradeAll: true, localhostNodePorts: false, syncPeriod: 1m, minSyncPeriod: 0s}
            nftables: {masqueradeBit: 3}
            conntrack: {maxPerCore: 0, min: 1, tcpBeLiberal: true, udpTimeout: 11s, udpStreamTimeout: 66s}
            """);

        Assert.Equal(ProxyMode.Nftables, configuration.Mode);
        Assert.Equal("worker-1", configuration.HostnameOverride);
        Assert.Equal(IPAddress.Parse("172.18.0.11"), configuration.BindAddress);
        Assert.Equal(["10.244.0.0/16", "fd00:10:244::/56"], configuration.ClusterCidrs.Select(network => network.ToString()));
        Assert.Equal(["192.168.0.0/16", "0.0.0.0/0"], configuration.NodePortAddresses);
        Assert.Equal(LocalDetection.InterfaceNamePrefix, configuration.DetectLocalMode);
        Assert.Equal("veth", configuration.InterfaceNamePrefix);
        Assert.Equal(0x80000000u, configuration.Iptables.MasqueradeMark);
        Assert.True(configuration.Iptables.MasqueradeAll);
        Assert.False(configuration.Iptables.LocalhostNodePorts);
        Assert.Equal(TimeSpan.Zero, configuration.Iptables.MinSyncPeriod);
        Assert.Equal(8u, configuration.Nftables.MasqueradeMark);
        Assert.True(configuration.Conntrack.TcpBeLiberal);
        Assert.Equal(TimeSpan.FromSeconds(66), configuration.Conntrack.UdpStreamTimeout);
        Assert.True(configuration.FeatureGates["NFTablesProxyMode"]);
    }

    [Fact]
    public void All_problems_are_told_at_once_with_their_places()
    {
        var exception = Assert.Throws<ProxyConfigurationException>(() => ProxyConfiguration.Parse("""
            kind: KubeProxyConfiguration
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            mode: fast
            clusterCidr: 10.0.0.0/8
            iptables:
              masqueradeBit: 32
              masqueradeAll: sometimes
              syncPeriod: 30
            nodePortAddresses: [10.0.0.0/8, everywhere]
            """));

        Assert.Equal(
            [
                (3, "mode"), (6, "iptables.masqueradeBit"), (7, "iptables.masqueradeAll"), (8, "iptables.syncPeriod"),
                (9, "nodePortAddresses"), (4, "clusterCidr"),
            ],
            exception.Problems.Select(problem => ((int)problem.Line, problem.Field)));
        Assert.Contains("everywhere", exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Problems, problem => Assert.True(problem.Column > 0));
    }

    [Theory]
    [InlineData("detectLocalMode: BridgeInterface", "detectLocal.bridgeInterface")]
    [InlineData("detectLocalMode: InterfaceNamePrefix", "detectLocal.interfaceNamePrefix")]
    [InlineData("detectLocalMode: Guess", "detectLocalMode")]
    [InlineData("iptables: {syncPeriod: 1s, minSyncPeriod: 2s}", "iptables.syncPeriod")]
    [InlineData("iptables: {syncPeriod: 0s}", "iptables.syncPeriod")]
    [InlineData("bindAddress: localhost", "bindAddress")]
    [InlineData("clusterCIDR: '10.0.0.0/8,10.1.0.0/16,fd00::/8'", "clusterCIDR")]
    [InlineData("conntrack: 5", "conntrack")]
    [InlineData("conntrack: {min: -1}", "conntrack.min")]
    public void A_value_that_cannot_be_is_refused(string yaml, string field)
    {
        var exception = Assert.Throws<ProxyConfigurationException>(() =>
            ProxyConfiguration.Parse("apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n" + yaml));
        Assert.Equal(field, Assert.Single(exception.Problems).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("a: b: c")]
    [InlineData("apiVersion: v1\nkind: Namespace\nmetadata: {name: x}")]
    public void What_is_no_configuration_is_refused(string yaml) =>
        Assert.NotEmpty(Assert.Throws<ProxyConfigurationException>(() => ProxyConfiguration.Parse(yaml)).Problems);
}
