using System.Net;

namespace Learn.Netfilter.Tests;

public sealed class AddressPatternTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("10.0.0.77/24", "10.0.0.0/24")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("FD00:0:0::1", "fd00::1/128")]
    [InlineData("::", "::/128")]
    [InlineData("::1", "::1/128")]
    [InlineData("1::", "1::/128")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8/128")]
    [InlineData("1:0:0:4:0:0:0:8", "1:0:0:4::8/128")]
    [InlineData("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8/128")]
    [InlineData("::ffff:1.2.3.4", "::ffff:1.2.3.4/128")]
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304/128")]
    [InlineData("fd00::ffff/64", "fd00::/64")]
    public void An_address_is_printed_in_normal_form(string text, string expected)
    {
        var pattern = AddressPattern.FromText(text);
        Assert.True(pattern.IsValid);
        Assert.Equal(expected, pattern.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("fd00::1/129")]
    [InlineData("1:")]
    [InlineData("example.org")]
    public void What_is_no_address_is_kept_as_text(string text)
    {
        var pattern = AddressPattern.FromText(text);
        Assert.False(pattern.IsValid);
        Assert.Equal(text, pattern.ToString());
        Assert.False(pattern.Contains(IPAddress.Loopback));
        Assert.Throws<InvalidOperationException>(() => pattern.Address);
    }

    [Fact]
    public void The_literal_is_no_part_of_the_identity()
    {
        var capitals = AddressPattern.FromText("FD00::1");
        var normal = new AddressPattern(IPAddress.Parse("fd00::1"));
        Assert.Equal("FD00::1", capitals.Literal);
        Assert.Null(normal.Literal);
        Assert.Equal(normal, capitals);
        Assert.True(normal == capitals);
        Assert.Equal(normal.GetHashCode(), capitals.GetHashCode());
    }

    [Fact]
    public void A_network_contains_its_addresses_of_its_family()
    {
        var network = new AddressPattern(IPNetwork.Parse("10.244.0.0/16"));
        Assert.True(network.Contains(IPAddress.Parse("10.244.255.1")));
        Assert.False(network.Contains(IPAddress.Parse("10.245.0.1")));
        Assert.False(network.Contains(IPAddress.Parse("::10.244.0.1")));
        Assert.True(AddressPattern.FromText("::/0").MatchesEverything);
        Assert.Equal(IPNetwork.Parse("10.244.0.0/16"), network.Network);
    }
}
