using System.Net;
using k8s.Models;

namespace Learn.Tests.Names;

/// <summary>The files that a kubelet writes for a pod.</summary>
public sealed class PodFilesTests
{
    private static readonly IPAddress NameServer = IPAddress.Parse("10.96.0.10");

    private const string ClusterFirst = "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";
    private const string OfNode = "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n";

    [Theory]
    [InlineData(null, false, ClusterFirst)]
    [InlineData("ClusterFirst", false, ClusterFirst)]
    [InlineData("ClusterFirst", true, OfNode)]
    [InlineData("ClusterFirstWithHostNet", true, ClusterFirst)]
    [InlineData("Default", false, OfNode)]
    [InlineData("None", false, "")]
    public void The_resolver_file_follows_the_policy(string? policy, bool hostNetwork, string text)
        => Assert.Equal(text, ResolverFile.Of(Pod(spec => (spec.DnsPolicy, spec.HostNetwork) = (policy, hostNetwork)), NameServer));

    [Fact]
    public void The_pods_own_configuration_is_added()
        => Assert.Equal(
            "search shop.svc.cluster.local svc.cluster.local cluster.local example.org\nnameserver 10.96.0.10\nnameserver 192.0.2.53\noptions ndots:2 edns0\n",
            ResolverFile.Of(
                Pod(spec => spec.DnsConfig = new V1PodDNSConfig
                {
                    Nameservers = ["192.0.2.53", "10.96.0.10"],
                    Searches = ["example.org", "cluster.local"],
                    Options = [new V1PodDNSConfigOption { Name = "ndots", Value = "2" }, new V1PodDNSConfigOption { Name = "edns0" }],
                }),
                NameServer));

    [Fact]
    public void With_no_policy_the_pods_own_configuration_is_all_there_is()
        => Assert.Equal(
            "search example.org\nnameserver 192.0.2.53\n",
            ResolverFile.Of(
                Pod(spec => (spec.DnsPolicy, spec.DnsConfig) = ("None", new V1PodDNSConfig { Nameservers = ["192.0.2.53"], Searches = ["example.org"] })),
                NameServer));

    [Fact]
    public void The_hosts_file_holds_the_pod_itself_and_its_aliases()
    {
        var pod = Pod(spec =>
        {
            (spec.Hostname, spec.Subdomain) = ("db-0", "db");
            spec.HostAliases = [new V1HostAlias { Ip = "192.0.2.1", Hostnames = ["old", "older"] }];
        });

        Assert.Equal(
            """
            # Kubernetes-managed hosts file.
            127.0.0.1	localhost
            ::1	localhost ip6-localhost ip6-loopback
            fe00::0	ip6-localnet
            fe00::0	ip6-mcastprefix
            fe00::1	ip6-allnodes
            fe00::2	ip6-allrouters
            10.244.0.5	db-0.db.shop.svc.cluster.local	db-0
            fd00:10:244::5	db-0.db.shop.svc.cluster.local	db-0

            # Entries added by HostAliases.
            192.0.2.1	old	older

            """,
            HostsFile.Of(pod, [IPAddress.Parse("10.244.0.5"), IPAddress.Parse("fd00:10:244::5")]));
    }

    [Fact]
    public void A_long_name_is_cut_to_a_hostname()
    {
        var pod = Pod(_ => { });
        pod.Metadata.Name = new string('a', 62) + "-bcd";

        Assert.EndsWith($"\n10.244.0.5\t{new string('a', 62)}\n", HostsFile.Of(pod, [IPAddress.Parse("10.244.0.5")]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.96.0.0/12", "10.96.0.10")]
    [InlineData("fd00:10:96::/112", "fd00:10:96::a")]
    public void The_name_server_has_the_tenth_address_of_the_Services(string range, string address)
        => Assert.Equal(address, ClusterDomain.NameServer(IPNetwork.Parse(range)).ToString());

    private static V1Pod Pod(Action<V1PodSpec> change)
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "shop" }, Spec = new V1PodSpec() };
        change(pod.Spec);
        return pod;
    }
}
