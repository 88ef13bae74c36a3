using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Learn.Sandbox;

namespace Learn;

/// <summary>One run of the real curl in a host: its samples are read while they come.</summary>
internal sealed class CurlRun(CurlRequest request, Expectation? expectation, int seed, IProgress<CurlSample>? progress)
{
    private readonly CurlOutputParser parser = new();
    private readonly ImmutableArray<CurlSample>.Builder samples = ImmutableArray.CreateBuilder<CurlSample>(request.Count);
    private readonly List<string> complaints = [];
    private long started;

    /// <summary>Runs curl to its end.</summary>
    /// <exception cref="CommandNotFoundException">curl is not installed.</exception>
    public async Task<CurlResult> RunAsync(Host host, CancellationToken cancellationToken)
    {
        // Samples come fastest by a standard output that is flushed line by line; where bodies need that, by standard error.
        var command = CurlCommand.Build(request, samplesOnOutput: !request.KeepBodies);
        string[] program = request.KeepBodies ? [command.FileName] : ["stdbuf", "--output=L", command.FileName];
        started = Stopwatch.GetTimestamp();
        var options = new CommandOptions { StandardInput = Encoding.UTF8.GetBytes(command.Configuration) };
        var result = await host.RunAsync(
            [.. program, .. command.Arguments],
            request.KeepBodies
                ? options with { OnErrorBytes = Receive }
                : options with { OnOutputBytes = Receive, OnError = complaints.Add, KeepOutput = false },
            cancellationToken);
        parser.Complete();
        var elapsed = Stopwatch.GetElapsedTime(started);

        ImmutableArray<string> messages = [.. parser.Messages, .. complaints];
        if (samples.Count == 0 && messages.IsEmpty)
        {
            messages = [$"curl ended with {result.ExitCode} and reported no request."];
        }

        return new CurlResult(request, AttachBodies(result), elapsed, expectation, seed, messages);
    }

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        foreach (var sample in parser.Append(bytes.Span, Stopwatch.GetElapsedTime(started)))
        {
            samples.Add(sample);
            progress?.Report(sample);
        }
    }

    private ImmutableArray<CurlSample> AttachBodies(CommandResult result)
        => request.KeepBodies ? CurlBodies.Attach(samples.ToImmutable(), result.Output.Span) : samples.ToImmutable();
}
