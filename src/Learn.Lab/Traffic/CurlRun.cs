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
    private long started;

    /// <summary>Runs curl to its end.</summary>
    /// <exception cref="CommandNotFoundException">curl is not installed.</exception>
    public async Task<CurlResult> RunAsync(Host host, CancellationToken cancellationToken)
    {
        var command = CurlCommand.Build(request);
        started = Stopwatch.GetTimestamp();
        var result = await host.RunAsync(
            [command.FileName, .. command.Arguments],
            new CommandOptions
            {
                StandardInput = Encoding.UTF8.GetBytes(command.Configuration),
                OnErrorBytes = Receive,
                KeepOutput = request.KeepBodies,
            },
            cancellationToken);
        parser.Complete();
        var elapsed = Stopwatch.GetElapsedTime(started);

        var messages = parser.Messages;
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
