using System.Collections.Immutable;
using System.Text;
using Learn.Sandbox;

namespace Learn;

/// <summary>One run of the real curl in a host: its samples are read while they come.</summary>
internal sealed class CurlProcess(Host host, CurlRequest request, Func<TimeSpan> elapsed, Action<CurlSample> onSample)
{
    private readonly CurlOutputParser parser = new();
    private readonly List<string> complaints = [];
    private int samples;

    /// <summary>Number of samples so far.</summary>
    public int Samples => samples;

    /// <summary>What curl wrote besides its samples; after its end.</summary>
    public ImmutableArray<string> Messages { get; private set; } = [];

    /// <summary>Runs curl to its end.</summary>
    /// <param name="count">Number of requests.</param>
    /// <param name="cancellationToken">Kills it; what it had reported until then counts.</param>
    /// <exception cref="CommandNotFoundException">curl is not installed.</exception>
    public async Task RunAsync(int count, CancellationToken cancellationToken)
    {
        // Samples come fastest by a standard output that is flushed line by line; where bodies need that, by standard error.
        var command = CurlCommand.Build(request, samplesOnOutput: !request.KeepBodies, count);
        string[] program = request.KeepBodies ? [command.FileName] : ["stdbuf", "--output=L", command.FileName];
        var options = new CommandOptions { StandardInput = Encoding.UTF8.GetBytes(command.Configuration), KeepOutput = false };
        var join = new CurlBodyJoin(Take);
        try
        {
            var result = await host.RunAsync(
                [.. program, .. command.Arguments],
                request.KeepBodies
                    ? options with { OnErrorBytes = bytes => Read(bytes.Span, join.AddSample), OnOutputBytes = bytes => join.AddOutput(bytes.Span) }
                    : options with { OnOutputBytes = bytes => Read(bytes.Span, Take), OnError = complaints.Add },
                cancellationToken);
            parser.Complete();
            join.Complete();
            if (samples == 0 && parser.Messages.IsEmpty && complaints.Count == 0)
            {
                complaints.Add($"curl ended with {result.ExitCode} and reported no request.");
            }
        }
        finally
        {
            Messages = [.. parser.Messages, .. complaints];
        }
    }

    private void Read(ReadOnlySpan<byte> bytes, Action<CurlSample> take)
    {
        foreach (var sample in parser.Append(bytes, elapsed()))
        {
            take(sample);
        }
    }

    private void Take(CurlSample sample)
    {
        samples++;
        onSample(sample);
    }
}
