using System.Net;

namespace Learn.Netfilter.Tests;

public sealed class NatRangeTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", "10.0.0.1", null)]
    [InlineData("10.0.0.1:80", "10.0.0.1", "10.0.0.1", "80")]
    [InlineData("10.0.0.1-10.0.0.9:80-90", "10.0.0.1", "10.0.0.9", "80:90")]
    [InlineData(":80", null, null, "80")]
    [InlineData("[fd00::1]:80", "fd00::1", "fd00::1", "80")]
    [InlineData("fd00::1", "fd00::1", "fd00::1", null)]
    [InlineData("[fd00::1-fd00::2]:80-90", "fd00::1", "fd00::2", "80:90")]
    public void A_range_is_read_and_printed(string text, string? first, string? last, string? ports)
    {
        var range = new NatRange(text);
        Assert.True(range.IsValid);
        Assert.Equal(first is null ? null : IPAddress.Parse(first), range.FirstAddress);
        Assert.Equal(last is null ? null : IPAddress.Parse(last), range.LastAddress);
        Assert.Equal(ports, range.Ports?.ToString());
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1:")]
    [InlineData("10.0.0.1:99999")]
    [InlineData("10.0.0.1:90-80")]
    [InlineData("10.0.0.1-fd00::1")]
    [InlineData("example.org:80")]
    public void What_is_no_range_is_kept_as_text(string text)
    {
        var range = new NatRange(text);
        Assert.False(range.IsValid);
        Assert.Equal(text, range.ToString());
    }

    [Fact]
    public void Spelling_is_no_part_of_the_identity()
    {
        Assert.Equal(new NatRange("[FD00:0::1]:80"), new NatRange("[fd00::1]:80"));
        Assert.Equal(new NatRange("[FD00:0::1]:80").GetHashCode(), new NatRange("[fd00::1]:80").GetHashCode());
        Assert.NotEqual(new NatRange("[fd00::1]:81"), new NatRange("[fd00::1]:80"));
        Assert.Equal(new NatRange("10.0.0.1:80"), new NatRange(IPAddress.Parse("10.0.0.1"), 80));
    }
}
