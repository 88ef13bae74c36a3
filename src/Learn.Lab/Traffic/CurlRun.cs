using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// Sends what a request describes with one or several curl processes at once. Each process makes its share one request after the other; samples
/// are numbered as they come, whichever process they come from.
/// </summary>
/// <param name="request">What to send.</param>
/// <param name="host">Where curl runs.</param>
/// <param name="zoneOf">The zone of a node, or null if it has none.</param>
internal sealed class CurlRun(CurlRequest request, Host host, Func<string, string?> zoneOf)
{
    // More than a process makes in a day.
    private const int WithoutEnd = 2_000_000_000;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, string?> zones = [];
    private readonly List<string> messages = [];
    private readonly long started = Stopwatch.GetTimestamp();
    private int next;

    /// <summary>How long the run has taken so far.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>What curl wrote besides its samples, each line once.</summary>
    public ImmutableArray<string> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Distinct()];
            }
        }
    }

    /// <summary>Runs to the end: until all requests are made, or the time is over.</summary>
    /// <param name="onSample">Is given each sample as soon as its request ended; one call at a time.</param>
    /// <param name="cancellationToken">Kills all processes at once.</param>
    /// <exception cref="CommandNotFoundException">curl is not installed.</exception>
    public async Task RunAsync(Action<CurlSample> onSample, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Duration is { } duration)
        {
            stop.CancelAfter(duration);
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, request.Concurrency).Select(process => WorkAsync(process, onSample, stop)));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && request.Duration is not null)
        {
            // The time is over.
        }
    }

    private async Task WorkAsync(int process, Action<CurlSample> onSample, CancellationTokenSource stop)
    {
        try
        {
            await Task.Delay(CurlPace.StartDelay(request, process), stop.Token);
            int left = request.Duration is null ? CurlPace.Share(request, process) : int.MaxValue;
            while (left > 0 && NextBatch(left) is > 0 and var count)
            {
                var curl = new CurlProcess(host, request, () => Elapsed, sample => Take(sample, process, onSample));
                try
                {
                    await curl.RunAsync(count, stop.Token);
                }
                finally
                {
                    lock (gate)
                    {
                        messages.AddRange(curl.Messages);
                    }
                }

                if (curl.Samples < count)
                {
                    // curl did not like its arguments; it would not like them better the next time.
                    return;
                }

                left -= count;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private int NextBatch(int left)
    {
        int most = CurlFreshConnections.AreNeeded(request) ? CurlFreshConnections.MostRequests : WithoutEnd;

        // With a rate curl ends by itself in time: no request has to be given up.
        int inTime = request.Duration is { } duration && CurlPace.Interval(request) is { } interval
            ? (int)Math.Min(most, Math.Ceiling((duration - Elapsed) / interval))
            : most;
        return Math.Min(left, inTime);
    }

    private void Take(CurlSample sample, int process, Action<CurlSample> onSample)
    {
        string? zone = sample.Node is { } node ? zones.GetOrAdd(node, zoneOf) : null;
        lock (gate)
        {
            onSample(sample with { Index = next++, Process = process, Zone = zone });
        }
    }
}
