namespace Learn.Proxy.Tests;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1m30s", 90)]
    [InlineData("2h", 7200)]
    [InlineData("1.5h", 5400)]
    [InlineData("100ms", 0.1)]
    [InlineData("250us", 0.00025)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("-5s", -5)]
    public void Reads_what_Go_writes(string text, double seconds)
    {
        Assert.True(GoDuration.TryParse(text, out TimeSpan duration));
        Assert.Equal(seconds, duration.TotalSeconds, 7);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("30 s")]
    [InlineData("1d")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999h")]
    public void Refuses_what_is_no_duration(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(90, "1m30s")]
    [InlineData(7200, "2h0m0s")]
    [InlineData(0.1, "100ms")]
    [InlineData(0, "0s")]
    [InlineData(-5, "-5s")]
    [InlineData(1.5, "1.5s")]
    public void Writes_as_Go_does(double seconds, string text) => Assert.Equal(text, GoDuration.Format(TimeSpan.FromSeconds(seconds)));
}
