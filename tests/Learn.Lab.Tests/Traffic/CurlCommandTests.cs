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
        Assert.EndsWith("url = \"http://my-service#[1-3]\"\noutput = \"/dev/null\"\n", command.Configuration, StringComparison.Ordinal);
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
            HttpVersion = CurlHttpVersion.Http2PriorKnowledge,
            Family = System.Net.Sockets.AddressFamily.InterNetwork,
            ExtraArguments = ["--request", "PUT"],
        });

        Assert.DoesNotContain("Connection: close", command.Arguments);
        Assert.DoesNotContain("/dev/null", command.Configuration, StringComparison.Ordinal);
        Assert.Equal(
            ["--connect-timeout", "0.25", "--max-time", "3", "--rate", "20/s", "--http2-prior-knowledge", "--ipv4", "--header", "X-Test: a b", "--request", "PUT", "--config", "-"],
            command.Arguments[^14..]);
        Assert.Equal("curl --http2-prior-knowledge --ipv4 --header 'X-Test: a b' --request PUT 'http://my-service/echo?msg=it'\\''s'", command.Display);
    }

    [Theory]
    [InlineData(1, 1, "1/s", 1000)]
    [InlineData(300, 1, "250/s", 4)]
    [InlineData(500, 1, "500/s", 2)]
    [InlineData(20, 7, "246857/d", 350)]
    [InlineData(500, 3, "14400000/d", 6)]
    [InlineData(100_000, 1, "1000/s", 1)]
    public void A_rate_is_shared_and_never_exceeded(int rate, int concurrency, string argument, int milliseconds)
    {
        var request = new CurlRequest { Url = "http://a", Count = 10, RequestsPerSecond = rate, Concurrency = concurrency };

        var interval = CurlPace.Interval(request)!.Value;

        Assert.Equal(milliseconds, interval.TotalMilliseconds);
        Assert.Equal(argument, CurlPace.Argument(interval));
        Assert.Equal(10, Enumerable.Range(0, concurrency).Sum(process => CurlPace.Share(request, process)));
        string[] parts = argument.Split('/');
        Assert.Equal(milliseconds, (parts[1] == "s" ? 1000 : 86_400_000) / int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Fresh_connections_of_http2_have_local_ports_of_their_own()
    {
        var command = CurlCommand.Build(new CurlRequest { Url = "http://a", Count = 3, HttpVersion = CurlHttpVersion.Http2PriorKnowledge });

        Assert.Equal("--disable", command.Arguments[0]);
        Assert.Equal(2, command.Arguments.Count(a => a == "--next"));
        Assert.Equal(3, command.Arguments.Where((_, i) => i > 0 && command.Arguments[i - 1] == "--local-port").Distinct().Count());
        Assert.Equal("", command.Configuration);
    }

    [Fact]
    public void A_URL_cannot_break_out_of_its_quotes()
    {
        var command = CurlCommand.Build(new CurlRequest { Url = "http://a\"\noutput = \"/tmp/x\\" });

        Assert.Contains("url = \"http://a\\\"\\noutput = \\\"/tmp/x\\\\#[1-1]\"\n", command.Configuration, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_request_is_refused_in_words()
    {
        Assert.StartsWith("A URL is needed", Problem(new CurlRequest { Url = " " }), StringComparison.Ordinal);
        Assert.StartsWith("The number of requests is 0", Problem(new CurlRequest { Url = "http://a", Count = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("A timeout", Problem(new CurlRequest { Url = "http://a", ConnectTimeout = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("The rate", Problem(new CurlRequest { Url = "http://a", RequestsPerSecond = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("The duration", Problem(new CurlRequest { Url = "http://a", Duration = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.StartsWith("The concurrency", Problem(new CurlRequest { Url = "http://a", Concurrency = 65 }), StringComparison.Ordinal);
        Assert.StartsWith("The address family", Problem(new CurlRequest { Url = "http://a", Family = System.Net.Sockets.AddressFamily.Unix }), StringComparison.Ordinal);
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

    [Fact]
    public void What_curl_would_read_as_a_range_is_part_of_the_URL()
        => Assert.Contains(
            "url = \"http://\\\\[fd00::1\\\\]/\\\\{a,b\\\\}#x[1-1]\"\n",
            CurlCommand.Build(new CurlRequest { Url = "http://[fd00::1]/{a,b}#x" }).Configuration,
            StringComparison.Ordinal);
}
