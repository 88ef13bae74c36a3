using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>The caller's hold on the helper process that it started: while the life line is open, the helper lives.</summary>
internal sealed class HelperHandle : IAsyncDisposable
{
    private const int MostWords = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<string> _words = [];
    private readonly int _launcherId;
    private readonly SafePipeHandle _lifeLine;
    private volatile bool _reaped;

    private HelperHandle(int launcherId, SafePipeHandle lifeLine, Stream errors)
    {
        _launcherId = launcherId;
        _lifeLine = lifeLine;
        Exited = WaitAsync(errors);
    }

    /// <summary>The last lines that the helper wrote to standard error.</summary>
    public string Words => string.Join(Environment.NewLine, _words).Trim();

    /// <summary>Ends with the helper; its result is what it wrote to standard error.</summary>
    public Task<string> Exited { get; }

    /// <summary>Starts a helper through <c>unshare</c>, or throws with the system's words.</summary>
    public static HelperHandle Start(string unshare, IReadOnlyList<string> arguments, int controlSocket)
    {
        using var lifeLine = Pipe.Create();
        using var errors = Pipe.Create();
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value;
        }

        foreach (var (name, value) in HelperEnvironment.Variables)
        {
            variables[name] = value;
        }

        var process = Spawn.Start(
            unshare,
            arguments,
            [.. variables.Select(entry => $"{entry.Key}={entry.Value}")],
            "/",
            [(int)lifeLine.Reader.DangerousGetHandle(), (int)nothing.DangerousGetHandle(), (int)errors.Writer.DangerousGetHandle(), controlSocket]);
        if (process < 0)
        {
            throw new SandboxException($"{unshare} cannot be started: {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(-process)}");
        }

        errors.Writer.Dispose();
        return new HelperHandle(process, Keep(lifeLine.Writer), new AnonymousPipeClientStream(PipeDirection.In, Keep(errors.Reader)));
    }

    /// <summary>Lets the life line go and waits until the helper, and with it everything in its world, is dead.</summary>
    public async ValueTask DisposeAsync()
    {
        _lifeLine.Dispose();
        try
        {
            await Exited.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // The helper is stopped or stuck; its death follows that of unshare (--kill-child).
            if (!_reaped)
            {
                _ = Libc.Kill(_launcherId, Libc.SignalKill);
            }

            await Exited;
        }
    }

    // The pipe is disposed here while one of its ends lives on.
    private static SafePipeHandle Keep(SafePipeHandle handle)
    {
        var kept = new SafePipeHandle(handle.DangerousGetHandle(), ownsHandle: true);
        handle.SetHandleAsInvalid();
        return kept;
    }

    private async Task<string> WaitAsync(Stream errors)
    {
        // Only the helper and unshare hold the other end, so its end is theirs.
        await using (errors)
        {
            using var reader = new StreamReader(errors, Encoding.UTF8);
            while (await reader.ReadLineAsync() is { } line)
            {
                _words.Enqueue(line);
                while (_words.Count > MostWords)
                {
                    _words.TryDequeue(out _);
                }
            }
        }

        await Task.Run(Reap);
        return Words;
    }

    private unsafe void Reap()
    {
        int status;
        while (Libc.WaitForProcess(_launcherId, &status, 0) < 0
            && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted)
        {
            // Tried again. (Any other error: somebody who reaps all children has taken it.)
        }

        _reaped = true;
    }
}
