using ARSoft.Tools.Net.Dns;
using Learn.Cluster;
using k8s.Models;

namespace Learn.Tests.Names;

public sealed class DnsZoneTests
{
    private const string Soa = "cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. # 7200 1800 86400 30";

    /// <summary>The examples of the specification, sections 2.2 to 2.6, and what CoreDNS's own tests add to them.</summary>
    [Theory]
    [InlineData("dns-version.cluster.local", RecordType.Txt, "dns-version.cluster.local. 28800 IN TXT \"1.1.0\"")]
    [InlineData("kubernetes.default.svc.cluster.local", RecordType.A, "kubernetes.default.svc.cluster.local. 30 IN A 10.3.0.1")]
    [InlineData("_https._tcp.kubernetes.default.svc.cluster.local", RecordType.Srv, "_https._tcp.kubernetes.default.svc.cluster.local. 30 IN SRV 0 100 443 kubernetes.default.svc.cluster.local.")]
    [InlineData("1.0.3.10.in-addr.arpa", RecordType.Ptr, "1.0.3.10.in-addr.arpa. 30 IN PTR kubernetes.default.svc.cluster.local.")]
    [InlineData("headless.default.svc.cluster.local", RecordType.A,
        "headless.default.svc.cluster.local. 30 IN A 10.3.0.100|headless.default.svc.cluster.local. 30 IN A 10.3.0.101|headless.default.svc.cluster.local. 30 IN A 10.3.0.102")]
    [InlineData("headless.default.svc.cluster.local", RecordType.Aaaa,
        "headless.default.svc.cluster.local. 30 IN AAAA fd00:10:244::64|headless.default.svc.cluster.local. 30 IN AAAA fd00:10:244::66")]
    [InlineData("my-pet.headless.default.svc.cluster.local", RecordType.A, "my-pet.headless.default.svc.cluster.local. 30 IN A 10.3.0.100")]
    [InlineData("10-3-0-102.headless.default.svc.cluster.local", RecordType.A, "10-3-0-102.headless.default.svc.cluster.local. 30 IN A 10.3.0.102")]
    [InlineData("fd00-10-244--66.headless.default.svc.cluster.local", RecordType.Aaaa, "fd00-10-244--66.headless.default.svc.cluster.local. 30 IN AAAA fd00:10:244::66")]
    [InlineData("100.0.3.10.in-addr.arpa", RecordType.Ptr, "100.0.3.10.in-addr.arpa. 30 IN PTR my-pet.headless.default.svc.cluster.local.")]
    [InlineData("102.0.3.10.in-addr.arpa", RecordType.Ptr, "102.0.3.10.in-addr.arpa. 30 IN PTR 10-3-0-102.headless.default.svc.cluster.local.")]
    [InlineData("4.6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.4.4.2.0.0.1.0.0.0.0.d.f.ip6.arpa", RecordType.Ptr,
        "4.6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.4.4.2.0.0.1.0.0.0.0.d.f.ip6.arpa. 30 IN PTR my-pet.headless.default.svc.cluster.local.")]
    [InlineData("foo.default.svc.cluster.local", RecordType.CName, "foo.default.svc.cluster.local. 30 IN CNAME www.example.com.")]
    [InlineData("foo.default.svc.cluster.local", RecordType.A, "foo.default.svc.cluster.local. 30 IN CNAME www.example.com.")]
    [InlineData("nearer.default.svc.cluster.local", RecordType.Aaaa,
        "nearer.default.svc.cluster.local. 30 IN CNAME near.default.svc.cluster.local.|near.default.svc.cluster.local. 30 IN CNAME Dual.default.svc.cluster.local.|Dual.default.svc.cluster.local. 30 IN AAAA fd00:10:96::2")]
    [InlineData("1-2-3-4.default.pod.cluster.local", RecordType.A, "1-2-3-4.default.pod.cluster.local. 30 IN A 1.2.3.4")]
    [InlineData("fd00-10-244--5.any.pod.cluster.local", RecordType.Aaaa, "fd00-10-244--5.any.pod.cluster.local. 30 IN AAAA fd00:10:244::5")]
    [InlineData("dual.default.svc.cluster.local", RecordType.A, "dual.default.svc.cluster.local. 30 IN A 10.3.0.2")]
    [InlineData("dual.default.svc.cluster.local", RecordType.Aaaa, "dual.default.svc.cluster.local. 30 IN AAAA fd00:10:96::2")]
    [InlineData("_dns._udp.dual.default.svc.cluster.local", RecordType.Srv, "_dns._udp.dual.default.svc.cluster.local. 30 IN SRV 0 50 53 dual.default.svc.cluster.local.")]
    [InlineData("_http._tcp.dual.default.svc.cluster.local", RecordType.A, "_http._tcp.dual.default.svc.cluster.local. 30 IN A 10.3.0.2")]
    [InlineData("six.default.svc.cluster.local", RecordType.Srv, "six.default.svc.cluster.local. 30 IN SRV 0 100 80 six.default.svc.cluster.local.")]
    [InlineData("172-18-0-2.kubernetes.default.svc.cluster.local", RecordType.A, "172-18-0-2.kubernetes.default.svc.cluster.local. 30 IN A 172.18.0.2")]
    [InlineData("portless.default.svc.cluster.local", RecordType.A, "portless.default.svc.cluster.local. 30 IN A 10.3.0.120")]
    [InlineData("cluster.local", RecordType.Soa, Soa)]
    [InlineData("cluster.local", RecordType.Ns, "cluster.local. 30 IN NS kube-dns.kube-system.svc.cluster.local.")]
    [InlineData("ns.dns.cluster.local", RecordType.A, "ns.dns.cluster.local. 30 IN A 10.96.0.10")]
    [InlineData("localhost", RecordType.A, "localhost. 30 IN A 127.0.0.1")]
    [InlineData("localhost", RecordType.Aaaa, "localhost. 30 IN AAAA ::1")]
    [InlineData("1.0.0.127.in-addr.arpa", RecordType.Ptr, "1.0.0.127.in-addr.arpa. 30 IN PTR localhost.")]
    public void A_name_has_the_records_of_the_specification(string name, RecordType type, string records)
    {
        var answer = NameObjects.Zone.Answer(name, type);

        Assert.Equal(ReturnCode.NoError, answer.Code);
        Assert.Equal(records, Text(answer.Records));
    }

    [Fact]
    public void Every_ready_endpoint_of_a_headless_Service_has_an_SRV_record_with_its_address_beside()
    {
        var answer = NameObjects.Zone.Answer("_https._tcp.headless.default.svc.cluster.local", RecordType.Srv);

        const string Owner = "_https._tcp.headless.default.svc.cluster.local. 30 IN SRV 0 20 8443 ";
        Assert.Equal(
            string.Join('|', new[] { "my-pet", "my-pet-2", "10-3-0-102", "fd00-10-244--66" }.Select(label => $"{Owner}{label}.headless.default.svc.cluster.local.")),
            Text(answer.Records));
        Assert.Contains("my-pet.headless.default.svc.cluster.local. 30 IN A 10.3.0.100", Text(answer.Additional), StringComparison.Ordinal);
        Assert.Contains("my-pet.headless.default.svc.cluster.local. 30 IN AAAA fd00:10:244::64", Text(answer.Additional), StringComparison.Ordinal);
        Assert.Equal(5, answer.Additional.Length);
    }

    [Theory]
    [InlineData("cluster.local", RecordType.A)]
    [InlineData("svc.cluster.local", RecordType.A)]
    [InlineData("pod.cluster.local", RecordType.Aaaa)]
    [InlineData("empty.svc.cluster.local", RecordType.A)]
    [InlineData("default.svc.cluster.local", RecordType.Ns)]
    [InlineData("kubernetes.default.svc.cluster.local", RecordType.Aaaa)]
    [InlineData("kubernetes.default.svc.cluster.local", RecordType.Mx)]
    [InlineData("kubernetes.default.svc.cluster.local", RecordType.Any)]
    [InlineData("kubernetes.default.svc.cluster.local", RecordType.Txt)]
    [InlineData("six.default.svc.cluster.local", RecordType.A)]
    [InlineData("1-2-3-4.default.pod.cluster.local", RecordType.Aaaa)]
    [InlineData("foo.default.svc.cluster.local", RecordType.Srv)]
    [InlineData("dangling.default.svc.cluster.local", RecordType.A)]
    [InlineData("circle.default.svc.cluster.local", RecordType.A)]
    [InlineData("dns-version.cluster.local", RecordType.A)]
    public void A_name_that_exists_without_such_a_record_has_no_data_and_the_SOA_record(string name, RecordType type)
    {
        var answer = NameObjects.Zone.Answer(name, type);

        Assert.Equal(ReturnCode.NoError, answer.Code);
        Assert.True(answer.IsAuthoritative);
        Assert.Empty(answer.Records);
        Assert.Equal(Soa, Text(answer.Authority));
    }

    [Theory]
    [InlineData("nobody.default.svc.cluster.local", RecordType.A)]
    [InlineData("nobody.default.svc.cluster.local", RecordType.Txt)]
    [InlineData("kubernetes.elsewhere.svc.cluster.local", RecordType.A)]
    [InlineData("nowhere.svc.cluster.local", RecordType.A)]
    [InlineData("kubernetes.cluster.local", RecordType.A)]
    [InlineData("kubernetes.default.cluster.local", RecordType.A)]
    [InlineData("waiting.default.svc.cluster.local", RecordType.A)]
    [InlineData("asleep.headless.default.svc.cluster.local", RecordType.A)]
    [InlineData("10-3-0-100.headless.default.svc.cluster.local", RecordType.A)]
    [InlineData("bogus.headless.default.svc.cluster.local", RecordType.A)]
    [InlineData("_http._tcp.kubernetes.default.svc.cluster.local", RecordType.Srv)]
    [InlineData("_https._udp.kubernetes.default.svc.cluster.local", RecordType.Srv)]
    [InlineData("_._tcp.six.default.svc.cluster.local", RecordType.Srv)]
    [InlineData("a.b.c.kubernetes.default.svc.cluster.local", RecordType.A)]
    [InlineData("endpoint.foo.default.svc.cluster.local", RecordType.CName)]
    [InlineData("number.default.svc.cluster.local", RecordType.A)]
    [InlineData("1-2-3.default.pod.cluster.local", RecordType.A)]
    [InlineData("1-2-3-256.default.pod.cluster.local", RecordType.A)]
    [InlineData("1-2-3-04.default.pod.cluster.local", RecordType.A)]
    [InlineData("x.1-2-3-4.default.pod.cluster.local", RecordType.A)]
    public void A_name_that_does_not_exist_says_so_with_the_SOA_record(string name, RecordType type)
    {
        var answer = NameObjects.Zone.Answer(name, type);

        Assert.Equal(ReturnCode.NxDomain, answer.Code);
        Assert.True(answer.IsAuthoritative);
        Assert.Equal(Soa, Text(answer.Authority));
    }

    [Theory]
    [InlineData("www.example.com", RecordType.A)]
    [InlineData("kubernetes", RecordType.A)]
    [InlineData("kubernetes.default.svc", RecordType.A)]
    [InlineData("9.9.9.9.in-addr.arpa", RecordType.Ptr)]
    [InlineData("x.in-addr.arpa", RecordType.Ptr)]
    [InlineData("notcluster.local", RecordType.A)]
    public void A_name_outside_the_cluster_is_not_known_and_the_remark_says_why(string name, RecordType type)
    {
        var answer = NameObjects.Zone.Answer(name, type);

        Assert.Equal(ReturnCode.NxDomain, answer.Code);
        Assert.False(answer.IsAuthoritative);
        Assert.Contains("no internet", answer.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_plays_no_part_and_comes_back_as_it_was_asked()
        => Assert.Equal(
            "KuberNetes.DEFAULT.svc.Cluster.Local. 30 IN A 10.3.0.1",
            Text(NameObjects.Zone.Answer("KuberNetes.DEFAULT.svc.Cluster.Local.", RecordType.A).Records));

    [Fact]
    public void The_zone_follows_every_change_in_the_cluster()
    {
        var cluster = new ClusterApi(new ClusterOptions { Seed = 1 }, TimeProvider.System);
        using var keeper = new DnsZoneKeeper(cluster);
        uint serial = keeper.Current.Serial;
        Assert.Equal(ReturnCode.NxDomain, Ask("db.default.svc.cluster.local").Code);

        cluster.Create(NameObjects.Service("db", "default", ["None"], ("sql", "TCP", 5432)));
        Assert.Equal(ReturnCode.NxDomain, Ask("db.default.svc.cluster.local").Code);
        Assert.True(keeper.Current.Serial > serial);

        var slice = NameObjects.Slice("db", [("sql", "TCP", 5432)], ("10.244.0.7", "db-0", true));
        cluster.Create(slice);
        Assert.Equal("db.default.svc.cluster.local. 30 IN A 10.244.0.7", Text(Ask("db.default.svc.cluster.local").Records));
        Assert.Equal(
            "7.0.244.10.in-addr.arpa. 30 IN PTR db-0.db.default.svc.cluster.local.",
            Text(keeper.Current.Answer("7.0.244.10.in-addr.arpa", RecordType.Ptr).Records));

        cluster.Update<V1EndpointSlice>("default", slice.Metadata.Name, changed => changed.Endpoints[0].Conditions.Ready = false);
        Assert.Equal(ReturnCode.NxDomain, Ask("db.default.svc.cluster.local").Code);

        cluster.Update<V1EndpointSlice>("default", slice.Metadata.Name, changed =>
        {
            changed.Endpoints[0].Conditions.Ready = true;
            changed.Metadata.Labels["kubernetes.io/service-name"] = "other";
        });
        cluster.Create(NameObjects.Service("other", "default", ["None"]));
        Assert.Equal(ReturnCode.NxDomain, Ask("db.default.svc.cluster.local").Code);
        Assert.Equal("db-0.other.default.svc.cluster.local. 30 IN A 10.244.0.7", Text(Ask("db-0.other.default.svc.cluster.local").Records));

        cluster.Delete<V1Service>("default", "other");
        Assert.Equal(ReturnCode.NxDomain, Ask("db-0.other.default.svc.cluster.local").Code);

        DnsAnswer Ask(string name) => keeper.Current.Answer(name, RecordType.A);
    }

    [Fact]
    public void A_change_shares_what_stays()
    {
        var services = Enumerable.Range(0, 1000).Select(number => NameObjects.Service($"s{number}", "default", [$"10.96.{number / 250}.{number % 250}"], ("", "TCP", 80)));
        var zone = DnsZone.Of(services);
        var change = new ClusterEvent(ClusterEventType.Added, ResourceKind.Service, NameObjects.Service("new", "default", ["10.96.9.9"], ("", "TCP", 80)), null, 1);
        zone.After(change);

        // Not a time, which depends on the machine: what a change allocates shows whether it copies a thousand Services.
        long before = GC.GetAllocatedBytesForCurrentThread();
        var next = zone.After(change);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 10_000);
        Assert.Equal("new.default.svc.cluster.local. 30 IN A 10.96.9.9", Text(next.Answer("new.default.svc.cluster.local", RecordType.A).Records));
        Assert.Equal(ReturnCode.NxDomain, zone.Answer("new.default.svc.cluster.local", RecordType.A).Code);
    }

    // The serial number depends on how the zone was made; the tests about it look at it themselves.
    private static string Text(IEnumerable<DnsRecordBase> records)
        => string.Join('|', records.Select(record => record is SoaRecord soa ? record.ToString().Replace($" {soa.SerialNumber} ", " # ", StringComparison.Ordinal) : record.ToString()));
}
