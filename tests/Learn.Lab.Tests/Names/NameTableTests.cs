namespace Learn.Tests.Names;

public sealed class NameTableTests
{
    private static readonly NameTable Names = new(DnsZone.Of(
        [
            NameObjects.Service("web", "default", ["10.96.0.11", "fd00:10:96::b"], ("http", "TCP", 80)),
            NameObjects.Service("web", "shop", ["10.96.0.12"], ("http", "TCP", 80)),
            NameObjects.Service("db", "default", ["None"], ("sql", "TCP", 5432)),
            NameObjects.ExternalName("outside", "example.org"),
            NameObjects.ExternalName("near", "web.shop.svc.cluster.local"),
        ],
        [NameObjects.Slice("db", [("sql", "TCP", 5432)], ("10.244.0.7", "db-0", true), ("10.244.0.8", null, false), ("10.244.0.9", null, null))]));

    [Theory]
    [InlineData("web", "default", "10.96.0.11,fd00:10:96::b")]
    [InlineData("web", "shop", "10.96.0.12")]
    [InlineData("web.shop", "default", "10.96.0.12")]
    [InlineData("web.shop.svc", "default", "10.96.0.12")]
    [InlineData("WEB.shop.svc.cluster.local", "default", "10.96.0.12")]
    [InlineData("web.shop.svc.cluster.local.", "other", "10.96.0.12")]
    [InlineData("web.", "default", "")]
    [InlineData("db", "default", "10.244.0.7,10.244.0.9")]
    [InlineData("db-0.db", "default", "10.244.0.7")]
    [InlineData("db-0.db.default.svc.cluster.local", "shop", "10.244.0.7")]
    [InlineData("near", "default", "10.96.0.12")]
    [InlineData("web", "other", "")]
    [InlineData("outside", "default", "")]
    [InlineData("localhost", "default", "127.0.0.1,::1")]
    [InlineData("", "default", "")]
    [InlineData("a..b", "default", "")]
    public void A_name_means_what_it_means_in_the_pods_namespace(string name, string podNamespace, string addresses)
        => Assert.Equal(addresses, string.Join(',', Names.Lookup(name, podNamespace)));

    [Fact]
    public void Curl_can_be_told_the_addresses_of_a_name()
    {
        Assert.Equal(["--resolve", "web:80:10.96.0.11,[fd00:10:96::b]"], Names.ResolveArguments("http://web/x", "default"));
        Assert.Empty(Names.ResolveArguments("http://nobody/", "default"));
        Assert.Empty(Names.ResolveArguments("http://10.96.0.11/", "default"));
        Assert.Empty(Names.ResolveArguments("no url at all", "default"));
    }
}
