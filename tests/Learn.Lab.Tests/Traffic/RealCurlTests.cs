using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learn.Tests.Traffic;

/// <summary>The real curl of this machine against a small server on the loopback interface.</summary>
public sealed class RealCurlTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public RealCurlTests()
    {
        listener.Start(512);
        _ = ServeAsync();
    }

    private string Url => $"http://{listener.LocalEndpoint}/";

    [Fact]
    public async Task Every_request_comes_from_a_port_of_its_own()
    {
        var (samples, parser) = await RunAsync(new CurlRequest { Url = Url, Count = 200 });

        Assert.Empty(parser.Messages);
        Assert.Equal(Enumerable.Range(0, 200), samples.Select(s => s.Index));
        Assert.All(samples, s => Assert.Equal((0, 200, "server", true), (s.ExitCode, s.Status, s.Pod, s.OpenedConnection)));
        Assert.Equal(200, samples.Select(s => s.Local!.Port).Distinct().Count());
        Assert.All(samples, s => Assert.Equal(s.Local, s.SourceSeenByPod));
    }

    [Fact]
    public async Task Keep_alive_uses_one_connection()
    {
        var (samples, _) = await RunAsync(new CurlRequest { Url = Url, Count = 5, KeepAlive = true });

        Assert.Equal([true, false, false, false, false], samples.Select(s => s.OpenedConnection));
        Assert.Single(samples.Select(s => s.Local!.Port).Distinct());
    }

    [Fact]
    public async Task What_curl_would_expand_is_sent_as_it_is()
    {
        var (samples, _) = await RunAsync(new CurlRequest { Url = Url + "{a,b}[1-2]?x=\\#f", Count = 2, KeepBodies = true });

        Assert.Equal(samples.Select(s => $"GET /{{a,b}}[1-2]?x=\\ HTTP/1.1 from {s.Local}\n"), samples.Select(s => s.Body));
    }

    [Fact]
    public async Task Bodies_are_kept_when_asked_for()
    {
        var (samples, _) = await RunAsync(new CurlRequest { Url = Url + "echo", Count = 3, KeepBodies = true });

        Assert.Equal(samples.Select(s => $"GET /echo HTTP/1.1 from {s.Local}\n"), samples.Select(s => s.Body));
    }

    [Fact]
    public async Task A_refused_request_does_not_stop_the_others()
    {
        var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();

        var (samples, _) = await RunAsync(new CurlRequest { Url = $"http://127.0.0.1:{port}/", Count = 4 });

        Assert.Equal(4, samples.Count);
        Assert.All(samples, s => Assert.Equal((7, CurlFailure.Refused, TrafficOutcome.Refused), (s.ExitCode, s.Failure, s.Outcome)));
    }

    [Fact]
    public async Task Samples_stream_while_requests_are_made()
    {
        // The server answers the second request only after the first one's sample has been seen here.
        gate = new TaskCompletionSource();
        var seen = new List<int>();

        await RunAsync(new CurlRequest { Url = Url + "gate", Count = 2 }, sample =>
        {
            seen.Add(sample.Index);
            gate.TrySetResult();
        });

        Assert.Equal([0, 1], seen);
    }

    public void Dispose() => listener.Dispose();

    private TaskCompletionSource gate = new();
    private int gated;

    private static async Task<(IReadOnlyList<CurlSample> Samples, CurlOutputParser Parser)> RunAsync(CurlRequest request, Action<CurlSample>? onSample = null)
    {
        var command = CurlCommand.Build(request);
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var parser = new CurlOutputParser();
        var samples = ImmutableArray.CreateBuilder<CurlSample>();
        using var output = new MemoryStream();
        var outputCopied = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);

        await process.StandardInput.WriteAsync(command.Configuration.AsMemory(), cancellation);
        process.StandardInput.Close();
        var buffer = new byte[4096];
        var clock = Stopwatch.StartNew();
        int read;
        while ((read = await process.StandardError.BaseStream.ReadAsync(buffer, cancellation)) > 0)
        {
            foreach (var sample in parser.Append(buffer.AsSpan(0, read), clock.Elapsed))
            {
                samples.Add(sample);
                onSample?.Invoke(sample);
            }
        }

        parser.Complete();
        await outputCopied;
        await process.WaitForExitAsync(cancellation);
        if (!request.KeepBodies)
        {
            return (samples.ToImmutable(), parser);
        }

        var joined = ImmutableArray.CreateBuilder<CurlSample>();
        var join = new CurlBodyJoin(joined.Add);
        foreach (var sample in samples)
        {
            join.AddSample(sample);
        }

        join.AddOutput(output.ToArray());
        return (joined.ToImmutable(), parser);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            while (await reader.ReadLineAsync() is { } requestLine)
            {
                var close = false;
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    close |= line.Equals("Connection: close", StringComparison.OrdinalIgnoreCase);
                }

                if (requestLine.Contains("/gate", StringComparison.Ordinal) && Interlocked.Increment(ref gated) == 2)
                {
                    await gate.Task;
                }

                var body = $"{requestLine} from {client.Client.RemoteEndPoint}\n";
                var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nX-Pod-Name: server\r\nX-Client-Address: {client.Client.RemoteEndPoint}\r\n{(close ? "Connection: close\r\n" : "")}\r\n{body}";
                await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
                if (close)
                {
                    return;
                }
            }
        }
    }
}
