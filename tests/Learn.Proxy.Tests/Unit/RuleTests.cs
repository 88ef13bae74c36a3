using System.Net;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData("shop", "frontend", "http", 6, "PY4JZH2ITZYEO4CN")]
    [InlineData("shop", "cart", "http", 6, "I5LIAMPLWKMBJ54B")]
    public void Names_of_chains_are_hashes_of_the_service_port(string ns, string name, string port, byte protocol, string hash) =>
        Assert.Equal(hash, ProxyChains.Hash(new ServicePortName(new(ns, name), port, new IpProtocol(protocol))));

    [Fact]
    public void The_chain_of_an_endpoint_adds_its_address() => Assert.Equal(
        "KUBE-SEP-DNEA7RLSAO4BR5MP",
        ProxyChains.OfEndpoint(new ServicePortName(new("shop", "frontend"), "http", IpProtocol.Tcp), "10.244.1.10:8080"));

    [Fact]
    public void A_port_without_a_name_has_no_colon() =>
        Assert.Equal("shop/frontend", new ServicePortName(new("shop", "frontend"), "", IpProtocol.Tcp).ToString());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(20, 7)]
    public void The_number_of_rules_grows_as_it_should(int services, int endpoints)
    {
        var configuration = new ProxyConfiguration { ClusterCidrs = [System.Net.IPNetwork.Parse("10.244.0.0/16")] };
        var proxy = new IptablesProxy(configuration, "worker-1", IpFamily.IPv4);
        for (int number = 0; number < services; number++)
        {
            string name = $"service-{number}", address = $"10.96.0.{number + 1}";
            proxy.SetService(Objects.Service(service =>
            {
                service.Metadata.Name = name;
                service.Spec.ClusterIPs = [address];
            }));
            V1EndpointSlice slice = Objects.Slice(name, [.. Enumerable.Range(1, endpoints).Select(last => $"10.244.{number}.{last}")]);
            slice.Metadata.Labels["kubernetes.io/service-name"] = name;
            proxy.SetEndpointSlice(slice);
        }

        SyncPlan plan = proxy.Plan(Objects.Now());

        // Per Service the way in and the mark; per endpoint the choice, the hairpin rule and the translation.
        Assert.Equal((services * (2 + (3 * endpoints))) + 5, plan.NatRules);
        Assert.Equal(4, plan.FilterRules);
    }

    [Fact]
    public void Every_rule_of_a_service_leads_back_to_it()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.SetNode(Objects.Node());
        proxy.SetService(Objects.Service(service =>
        {
            service.Spec.Type = "LoadBalancer";
            service.Spec.ExternalTrafficPolicy = "Local";
            service.Spec.HealthCheckNodePort = 32000;
            service.Spec.Ports[0].NodePort = 30080;
            service.Spec.ExternalIPs = ["198.51.100.1"];
            service.Spec.LoadBalancerSourceRanges = ["192.168.0.0/16"];
            service.Spec.SessionAffinity = "ClientIP";
            service.Status = new() { LoadBalancer = new() { Ingress = [new V1LoadBalancerIngress { Ip = "203.0.113.1" }] } };
        }));
        proxy.SetEndpointSlice(Objects.SliceOf("one", Objects.Ready("10.244.1.1", "worker-1"), Objects.Ready("10.244.2.2")));

        Ruleset desired = proxy.Plan(Objects.Now()).Desired();

        var origins = desired.Tables
            .SelectMany(table => table.Chains)
            .SelectMany(chain => chain.Rules)
            .Select(rule => (ProxyRuleOrigin)rule.Origin!)
            .ToList();
        Assert.All(origins, origin => Assert.EndsWith(".", origin.Describe(), StringComparison.Ordinal));
        var ofService = origins.Where(origin => origin.Port is not null).ToList();
        Assert.All(ofService, origin => Assert.Contains("default/shop:http", origin.Describe(), StringComparison.Ordinal));
        Assert.All(ofService, origin => Assert.NotNull(origin.Field));
        Assert.Equal(2, ofService.Count(origin => origin.Reason == RuleReason.Translate));
        Assert.Superset(
            new HashSet<RuleReason>
            {
                RuleReason.ClusterIP, RuleReason.ExternalIP, RuleReason.LoadBalancerIP, RuleReason.NodePort, RuleReason.Affinity,
                RuleReason.SourceRange, RuleReason.SourceRangeOfNode, RuleReason.FirewallDrop, RuleReason.FirewallRemark,
                RuleReason.HealthCheckNodePort, RuleReason.MasqueradeLocal, RuleReason.LocalShortCut, RuleReason.ExternalPolicy,
            },
            ofService.Select(origin => origin.Reason).ToHashSet());
    }

    [Theory]
    [InlineData("", true, true, 3)]
    [InlineData("0.0.0.0/0", true, true, 3)]
    [InlineData("fd00::/8", true, true, 3)]
    [InlineData("10.0.0.0/8 0.0.0.0/0", true, true, 3)]
    [InlineData("10.0.0.0/8", false, false, 1)]
    [InlineData("127.0.0.0/8", false, true, 1)]
    [InlineData("127.0.0.1/32 192.168.0.0/16", false, true, 2)]
    [InlineData("172.16.0.0/12", false, false, 0)]
    [InlineData("10.0.0.0/0", false, true, 3)]
    public void Node_port_addresses_choose_among_the_addresses_of_the_node(string networks, bool all, bool loopback, int chosen)
    {
        var addresses = new NodePortAddresses([.. networks.Split(' ', StringSplitOptions.RemoveEmptyEntries)], IpFamily.IPv4);
        Assert.Equal((all, loopback), (addresses.IncludesAll, addresses.IncludesLoopback));
        if (!all)
        {
            IPAddress one = IPAddress.Parse("10.1.1.1"), other = IPAddress.Parse("192.168.1.1");
            IPAddress[] local = [IPAddress.Loopback, one, other, one];
            Assert.Equal(chosen, addresses.Among(local).Count());
        }
    }

    [Fact]
    public void Calls_of_conntrack_have_kube_proxys_order_of_arguments()
    {
        Assert.Equal("conntrack -D --orig-dst 10.96.0.10 -p udp",
            new ConntrackDeletion(IpFamily.IPv4, IPAddress.Parse("10.96.0.10")).ToString());
        Assert.Equal("conntrack -D -p udp --dport 30053 --dst-nat fd00::1 -f ipv6",
            new ConntrackDeletion(IpFamily.IPv6, null, 30053, "fd00::1").ToString());
        Assert.Equal("conntrack -D --orig-dst fd00::a --dst-nat fd00::1 -p udp -f ipv6",
            new ConntrackDeletion(IpFamily.IPv6, IPAddress.Parse("fd00::a"), null, "fd00::1").ToString());
    }

    [Fact]
    public void Sysctls_come_with_the_first_plan_only()
    {
        var configuration = new ProxyConfiguration { Conntrack = new() { UdpTimeout = TimeSpan.FromSeconds(11) } };
        var proxy = new IptablesProxy(configuration, "worker-1", IpFamily.IPv4, new NodeEnvironment { Processors = 8 });
        Assert.Equal(
            [
                "net.netfilter.nf_conntrack_max = 262144", "net.netfilter.nf_conntrack_tcp_timeout_established = 86400",
                "net.netfilter.nf_conntrack_tcp_timeout_close_wait = 3600", "net.netfilter.nf_conntrack_udp_timeout = 11",
                "net.ipv4.conf.all.route_localnet = 1",
            ],
            proxy.Plan(Objects.Now()).Sysctls.Select(setting => setting.ToString()));
        Assert.Empty(proxy.Plan(Objects.Now()).Sysctls);
        Assert.DoesNotContain(new IptablesProxy(configuration, "worker-1", IpFamily.IPv6).Plan(Objects.Now()).Sysctls,
            setting => setting.Key == SysctlSetting.RouteLocalnet);
    }

    [Fact]
    public void In_the_mode_NodeCIDR_kube_proxy_waits_for_a_pod_CIDR_and_does_not_survive_its_change()
    {
        var configuration = new ProxyConfiguration { DetectLocalMode = LocalDetection.NodeCidr };
        var proxy = new IptablesProxy(configuration, "worker-1", IpFamily.IPv4);
        var waiting = Assert.Throws<InvalidOperationException>(() => proxy.Plan(Objects.Now()));
        Assert.Contains("waits", waiting.Message, StringComparison.Ordinal);
        proxy.SetNode(Objects.Node());
        Assert.Null(proxy.Obstacle);
        proxy.Succeeded(proxy.Plan(Objects.Now()));
        proxy.SetNode(Objects.Node(node => node.Spec.PodCIDRs = ["10.244.9.0/24"]));
        var changed = Assert.Throws<InvalidOperationException>(() => proxy.Plan(Objects.Now()));
        Assert.Contains("10.244.9.0/24", changed.Message, StringComparison.Ordinal);
    }
}
