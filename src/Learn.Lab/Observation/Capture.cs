using System.Diagnostics;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// A capture of packets that runs: the real tcpdump in a host, whose output goes to a file that Wireshark opens. Made by
/// <see cref="Lab.CaptureAsync"/>; disposing it stops it.
/// </summary>
public sealed class Capture : IAsyncDisposable
{
    private const int Interrupt = 2;

    // tcpdump says how far it is when it gets SIGUSR1.
    private const int HowFar = 10;
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(20);

    // The kernel hands over what has gathered for a second.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly RunningCommand tcpdump;
    private readonly FileStream stream;
    private readonly TcpdumpWords words;
    private CaptureSummary? summary;

    private Capture(Host host, string file, RunningCommand tcpdump, FileStream stream, TcpdumpWords words)
    {
        Host = host;
        File = file;
        this.tcpdump = tcpdump;
        this.stream = stream;
        this.words = words;
    }

    /// <summary>The host in which packets are captured.</summary>
    public Host Host { get; }

    /// <summary>The whole path of the file.</summary>
    public string File { get; }

    /// <summary>Size of the file so far, in bytes; 24 before the first packet.</summary>
    public long Size => stream.CanWrite ? stream.Length : new FileInfo(File).Length;

    /// <summary>Stops it, after what has passed until now is in the file, and says how much that is. Stopping twice is no mistake.</summary>
    /// <exception cref="LabException">tcpdump ended with an error.</exception>
    public async Task<CaptureSummary> StopAsync()
    {
        if (summary is not null)
        {
            return summary;
        }

        await CatchUpAsync();
        await tcpdump.SignalAsync(Interrupt);
        CommandResult result;
        try
        {
            result = await tcpdump.Completion.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new LabException($"tcpdump in {Host} does not end.");
        }
        finally
        {
            await tcpdump.DisposeAsync();
            await stream.DisposeAsync();
        }

        return result.Succeeded
            ? summary = new CaptureSummary(File, words.Last.Captured, words.Last.Dropped)
            : throw new LabException($"tcpdump in {Host} failed: {words}");
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (summary is null)
        {
            await tcpdump.DisposeAsync();
            await stream.DisposeAsync();
        }
    }

    /// <summary>Starts tcpdump and returns when it listens.</summary>
    internal static async Task<Capture> StartAsync(Host host, string file, string networkInterface, IReadOnlyList<string> filter, CancellationToken cancellationToken)
    {
        file = Path.GetFullPath(file);
        var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read);
        var words = new TcpdumpWords();
        RunningCommand? tcpdump = null;
        try
        {
            tcpdump = await host.StartAsync(
                // Not --immediate-mode: each packet then takes as much of the kernel's buffer as the longest could, and eight fill it.
                // It would like to become another user, which a world of one user does not have.
                ["tcpdump", "-i", networkInterface, "-n", "-U", "-B", "8192", "-Z", "root", "-w", "-", .. filter],
                new CommandOptions
                {
                    KeepOutput = false,
                    OnOutputBytes = bytes =>
                    {
                        stream.Write(bytes.Span);
                        stream.Flush();
                    },
                    OnError = words.Add,
                },
                cancellationToken);
            if (await Task.WhenAny(words.Listening, tcpdump.Completion).WaitAsync(Patience, cancellationToken) != words.Listening)
            {
                throw new LabException($"tcpdump in {host} failed: {words}");
            }

            return new Capture(host, file, tcpdump, stream, words);
        }
        catch
        {
            await (tcpdump?.DisposeAsync() ?? ValueTask.CompletedTask);
            await stream.DisposeAsync();
            throw;
        }
    }

    // What the kernel has kept for tcpdump is lost when it is interrupted: it has to have read it before. It has, when it has as many packets
    // as the kernel has let through; or, as it passes over those that it would see twice (on lo), when it gets no further for a while.
    private async Task CatchUpAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var before = (Captured: -1L, Received: -1L, Dropped: -1L);
        try
        {
            for (long lastProgress = Stopwatch.GetTimestamp(); !tcpdump.Completion.IsCompleted && Stopwatch.GetElapsedTime(lastProgress) < LongEnough;)
            {
                var answer = words.NextAnswerAsync();
                await tcpdump.SignalAsync(HowFar, patience.Token);
                var now = await answer.WaitAsync(patience.Token);
                if (now.Captured + now.Dropped >= now.Received)
                {
                    return;
                }

                lastProgress = now == before ? lastProgress : Stopwatch.GetTimestamp();
                before = now;

                // To be asked again and again would keep it from its work.
                await Task.Delay(BetweenQuestions, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // It does not answer; what it has is what there is.
        }
    }
}
