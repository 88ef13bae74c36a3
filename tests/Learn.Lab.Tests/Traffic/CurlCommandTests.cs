namespace Learn.Tests.Traffic;

public sealed class CurlCommandTests
{
    [Fact]
    public void One_process_makes_all_requests()
    {
        var command = CurlCommand.Build(new CurlRequest { Url = "http://my-service", Count = 3 });

        Assert.Equal("curl", command.FileName);
        Assert.Equal("--disable", command.Arguments[0]);
        Assert.Equal(["--config", "-"], command.Arguments[^2..]);
        Assert.Contains("Connection: close", command.Arguments);
        Assert.Equal(3, Count(command.Configuration, "url = \"http://my-service\"\n"));
        Assert.Equal(3, Count(command.Configuration, "output = \"/dev/null\"\n"));
        Assert.Equal("curl http://my-service", command.Display);
    }

    [Fact]
    public void Options_become_arguments()
    {
        var command = CurlCommand.Build(new CurlRequest
        {
            Url = "http://my-service/echo?msg=it's",
            KeepAlive = true,
            KeepBodies = true,
            ConnectTimeout = TimeSpan.FromMilliseconds(250),
            RequestTimeout = TimeSpan.FromSeconds(3),
            RequestsPerSecond = 20,
            Headers = ["X-Test: a b"],
            ExtraArguments = ["--http2-prior-knowledge"],
        });

        Assert.DoesNotContain("Connection: close", command.Arguments);
        Assert.DoesNotContain("/dev/null", command.Configuration, StringComparison.Ordinal);
        Assert.Equal(
            ["--connect-timeout", "0.25", "--max-time", "3", "--rate", "20/s", "--header", "X-Test: a b", "--http2-prior-knowledge", "--config", "-"],
            command.Arguments[^11..]);
        Assert.Equal("curl --header 'X-Test: a b' --http2-prior-knowledge 'http://my-service/echo?msg=it'\\''s'", command.Display);
    }

    [Fact]
    public void A_URL_cannot_break_out_of_its_quotes()
    {
        var command = CurlCommand.Build(new CurlRequest { Url = "http://a\"\noutput = \"/tmp/x\\" });

        Assert.Contains("url = \"http://a\\\"\\noutput = \\\"/tmp/x\\\\\"\n", command.Configuration, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_request_is_refused_in_words()
    {
        Assert.StartsWith("A URL is needed", Problem(new CurlRequest { Url = " " }), StringComparison.Ordinal);
        Assert.StartsWith("The number of requests is 0", Problem(new CurlRequest { Url = "http://a", Count = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("A timeout", Problem(new CurlRequest { Url = "http://a", ConnectTimeout = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("The rate", Problem(new CurlRequest { Url = "http://a", RequestsPerSecond = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("The argument -w", Problem(new CurlRequest { Url = "http://a", ExtraArguments = ["-w", "x"] }), StringComparison.Ordinal);

        static string Problem(CurlRequest request) => Assert.Throws<ArgumentException>(() => CurlCommand.Build(request)).Message;
    }

    [Fact]
    public void Versions_are_read_and_compared()
    {
        Assert.Equal(new CurlVersion(7, 88, 1), CurlVersion.Parse("curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1"));
        Assert.Equal(new CurlVersion(8, 6, 0), CurlVersion.Parse("curl 8.6.0-DEV (x)"));
        Assert.Null(CurlVersion.Parse("wget 1.2.3"));
        Assert.Null(CurlVersion.Parse("curl"));
        Assert.True(new CurlVersion(8, 5, 0) > CurlVersion.Oldest);
        Assert.True(new CurlVersion(7, 74, 0) < CurlVersion.Oldest);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
