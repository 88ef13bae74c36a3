using System.Globalization;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// A capture of packets that runs: the real tcpdump in a host, whose output goes to a file that Wireshark opens. Made by
/// <see cref="Lab.CaptureAsync"/>; disposing it stops it.
/// </summary>
public sealed class Capture : IAsyncDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly RunningCommand tcpdump;
    private readonly FileStream stream;
    private readonly List<string> words;
    private CaptureSummary? summary;

    private Capture(Host host, string file, RunningCommand tcpdump, FileStream stream, List<string> words)
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

        string[] said;
        lock (words)
        {
            said = [.. words];
        }

        if (!result.Succeeded)
        {
            throw new LabException($"tcpdump in {Host} failed: {string.Join(' ', said)}");
        }

        return summary = new CaptureSummary(File, NumberBefore(said, "captured"), NumberBefore(said, "dropped by kernel"));
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
        var words = new List<string>();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RunningCommand? tcpdump = null;
        try
        {
            tcpdump = await host.StartAsync(
                // Each packet goes out at once; nothing is left in a buffer when it is stopped. It would like to become another user, which
                // a world of one user does not have.
                ["tcpdump", "-i", networkInterface, "-n", "-U", "--immediate-mode", "-Z", "root", "-w", "-", .. filter],
                new CommandOptions
                {
                    KeepOutput = false,
                    OnOutputBytes = bytes =>
                    {
                        stream.Write(bytes.Span);
                        stream.Flush();
                    },
                    OnError = line =>
                    {
                        lock (words)
                        {
                            words.Add(line);
                        }

                        // "tcpdump: listening on any, link-type …": from here on it misses nothing.
                        if (line.Contains("listening on", StringComparison.Ordinal))
                        {
                            listening.TrySetResult();
                        }
                    },
                },
                cancellationToken);
            var first = await Task.WhenAny(listening.Task, tcpdump.Completion).WaitAsync(Patience, cancellationToken);
            if (first != listening.Task)
            {
                throw new LabException($"tcpdump in {host} failed: {string.Join(' ', words)}");
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

    private static long NumberBefore(string[] said, string what)
    {
        string? line = said.FirstOrDefault(candidate => candidate.Contains(what, StringComparison.Ordinal));
        return line is not null && long.TryParse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
    }
}
