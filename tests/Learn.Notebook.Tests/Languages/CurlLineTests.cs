using System.Net.Sockets;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Lines of curl cells.</summary>
public sealed class CurlLineTests
{
    [Fact]
    public void The_labs_own_options_become_the_request()
    {
        var request = CurlLine.Read("http://my-service -n300 --from pod/x --rate 50/s --parallel 4 --keep-alive --nat").Request;
        Assert.Equal(("http://my-service", 300, "pod/x", 50, 4, true, true), (request.Url, request.Count, request.From, request.RequestsPerSecond, request.Concurrency, request.KeepAlive, request.WithNat));
    }

    [Fact]
    public void Options_of_curl_are_passed_on()
    {
        var request = CurlLine.Read("curl -sS -4 -X PUT -d 'a b' -H 'X-A: b' -m 3 --connect-timeout=0.5 http://10.96.0.1:80/x").Request;
        Assert.Equal(["--request", "PUT", "--data", "a b"], request.ExtraArguments);
        Assert.Equal(["X-A: b"], request.Headers);
        Assert.Equal(AddressFamily.InterNetwork, request.Family);
        Assert.Equal((3.0, 0.5), (request.RequestTimeout.TotalSeconds, request.ConnectTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("http://x", true, true, false)]
    [InlineData("-i http://x", true, true, true)]
    [InlineData("-I http://x", true, false, true)]
    [InlineData("-n 2 http://x", false, true, false)]
    public void A_single_request_keeps_its_body(string line, bool keeps, bool showsBody, bool showsHeaders)
    {
        var read = CurlLine.Read(line);
        Assert.Equal((keeps, showsBody, showsHeaders), (read.Request.KeepBodies, read.ShowsBody, read.ShowsHeaders));
    }

    [Theory]
    [InlineData("-n 3", "A URL is needed")]
    [InlineData("-n x http://x", "-n is \"x\"; it must be a whole number.")]
    [InlineData("-n 0 http://x", "The number of requests is 0")]
    [InlineData("http://x http://y", "There are two URLs, http://x and http://y")]
    [InlineData("--unheard http://x", "The option --unheard is not known here.")]
    [InlineData("-o file http://x", "-o cannot be used here")]
    [InlineData("-v http://x", "-i shows headers")]
    [InlineData("http://x -H", "-H needs a value: -H LINE.")]
    [InlineData("--duration 0 http://x", "--duration is \"0\"")]
    public void Mistakes_are_named(string line, string message)
    {
        var error = Assert.Throws<CellException>(() => CurlLine.Read(line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("Usage: #!curl", error.Message, StringComparison.Ordinal);
    }
}
