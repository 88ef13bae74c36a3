using System.Net;
using System.Text;

namespace Learn.Tests.Traffic;

public sealed class CurlOutputParserTests
{
    public static TheoryData<string> Recordings => [.. Directory.GetFiles(Recording.Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_success_carries_pod_addresses_and_timings()
    {
        var (samples, parser) = Recording.Parse("success");

        Assert.Equal(3, samples.Count);
        Assert.Empty(parser.Messages);
        Assert.Equal([0, 1, 2], samples.Select(s => s.Index));
        Assert.Equal(3, samples.Select(s => s.Local!.Port).Distinct().Count());
        var first = samples[0];
        Assert.Equal(200, first.Status);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal("my-pod", first.Pod);
        Assert.Equal(TrafficOutcome.AnsweredBy("my-pod"), first.Outcome);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:18081"), first.Remote);
        Assert.Equal(first.Local, first.SourceSeenByPod);
        Assert.Equal("1.1", first.HttpVersion);
        Assert.True(first.OpenedConnection);
        Assert.Equal(7, first.BodySize);
        Assert.Equal("7", first.Header("Content-Length"));
        Assert.True(first.Timings.NameLookup > TimeSpan.Zero);
        Assert.True(first.Timings.NameLookup < first.Timings.Connect);
        Assert.True(first.Timings.Connect < first.Timings.FirstByte);
        Assert.True(first.Timings.FirstByte < first.Timings.Total);
        Assert.Equal(TimeSpan.FromSeconds(1) - first.Timings.Total, first.StartOffset);
    }

    [Theory]
    [InlineData("refused", 7, CurlFailure.Refused, "(refused)", "Couldn't connect to server")]
    [InlineData("refused-ipv6", 7, CurlFailure.Refused, "(refused)", "::1 port 18099")]
    [InlineData("connect-timeout", 28, CurlFailure.ConnectTimeout, "(no answer)", "Timeout was reached")]
    [InlineData("response-timeout", 28, CurlFailure.ResponseTimeout, "(failed)", "0 bytes received")]
    [InlineData("name-lookup", 6, CurlFailure.NameLookup, "(failed)", "Could not resolve host: no-such-service.invalid")]
    [InlineData("reset", 56, CurlFailure.Reset, "(failed)", "Connection reset by peer")]
    [InlineData("empty-reply", 52, CurlFailure.Reset, "(failed)", "Empty reply from server")]
    [InlineData("malformed-url", 3, CurlFailure.Other, "(failed)", "URL using bad/illegal format")]
    [InlineData("unsupported-scheme", 1, CurlFailure.Other, "(failed)", "Protocol \"htp\" not supported")]
    public void A_failure_is_data(string recording, int exitCode, CurlFailure failure, string outcome, string message)
    {
        var (samples, parser) = Recording.Parse(recording);

        var sample = Assert.Single(samples);
        Assert.Empty(parser.Messages);
        Assert.Equal(exitCode, sample.ExitCode);
        Assert.Equal(failure, sample.Failure);
        Assert.Equal(outcome, sample.Outcome.ToString());
        Assert.Contains(message, sample.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(sample.Status);
        Assert.Null(sample.Pod);
        Assert.Empty(sample.Headers);
    }

    [Fact]
    public void Status_500_is_an_answer_of_its_pod_and_odd_header_lines_are_kept()
    {
        var sample = Assert.Single(Recording.Parse("status-500-odd-headers").Samples);

        Assert.Equal(500, sample.Status);
        Assert.Equal(CurlFailure.None, sample.Failure);
        Assert.Equal("my-pod", sample.Pod);
        Assert.Equal(["a=\"1\"", "b=\\2"], sample.Headers.Where(h => h.Name == "set-cookie").Select(h => h.Value));
        Assert.StartsWith("t\tab ", sample.Header("x-odd"), StringComparison.Ordinal);
        Assert.EndsWith("{\"k\":[1]}", sample.Header("x-odd"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reused_connection_is_noticed()
    {
        var (samples, _) = Recording.Parse("connection-reused");

        Assert.Equal([true, false], samples.Select(s => s.OpenedConnection));
        Assert.Equal(samples[0].Local, samples[1].Local);
        Assert.Equal(TrafficOutcome.Elsewhere, samples[0].Outcome);
    }

    [Fact]
    public void What_curl_says_besides_its_samples_is_a_message()
    {
        var (samples, parser) = Recording.Parse("unknown-option");

        Assert.Empty(samples);
        Assert.Equal("curl: option --no-such-option: is unknown", parser.Messages[0]);
    }

    [Fact]
    public void An_IPv6_source_is_read()
    {
        var sample = Assert.Single(Recording.Parse("success-ipv6").Samples);

        Assert.Equal(IPAddress.IPv6Loopback, sample.SourceSeenByPod!.Address);
        Assert.Equal(sample.Local, sample.SourceSeenByPod);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Pieces_of_any_size_give_the_same_samples(string recording)
    {
        var bytes = Recording.Read(recording);
        var whole = Describe(new CurlOutputParser(), [bytes]);

        for (var size = 1; size < Math.Min(bytes.Length, 60); size++)
        {
            Assert.Equal(whole, Describe(new CurlOutputParser(), bytes.Chunk(size)));
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Output_cut_off_anywhere_gives_a_message_and_never_a_false_sample(string recording)
    {
        var bytes = Recording.Read(recording);
        var whole = new CurlOutputParser().Append(bytes, TimeSpan.Zero).Count;

        for (var length = 0; length < bytes.Length; length++)
        {
            var parser = new CurlOutputParser();
            var samples = parser.Append(bytes.AsSpan(0, length), TimeSpan.Zero);
            parser.Complete();
            var ends = bytes.AsSpan(0, length).Count((byte)3);
            Assert.Equal(ends, samples.Count);
            Assert.True(samples.Count <= whole);
            Assert.Equal(bytes.AsSpan(0, length).Count((byte)2) > ends, parser.Messages.Any(m => m.StartsWith("The output ended", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Damaged_bytes_throw_nothing()
    {
        var bytes = Recording.Read("success");
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var parser = new CurlOutputParser();
            var samples = parser.Append(damaged, TimeSpan.Zero);
            parser.Complete();
            Assert.InRange(samples.Count, 0, 8);
        }
    }

    [Fact]
    public void A_separator_in_an_error_message_shifts_no_field()
    {
        var text = Encoding.UTF8.GetString(Recording.Read("refused")).Replace("Couldn't", "Could\u001fn't", StringComparison.Ordinal);

        var sample = Assert.Single(new CurlOutputParser().Append(Encoding.UTF8.GetBytes(text), TimeSpan.Zero));

        Assert.Contains("Could\u001fn't connect", sample.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(sample.Headers);
    }

    private static string Describe(CurlOutputParser parser, IEnumerable<byte[]> pieces)
    {
        var samples = pieces.SelectMany(p => parser.Append(p, TimeSpan.FromSeconds(2))).ToList();
        parser.Complete();
        return string.Join('\n', samples.Select(s => $"{s with { Headers = [] }} {string.Join('|', s.Headers)}").Concat(parser.Messages));
    }
}
