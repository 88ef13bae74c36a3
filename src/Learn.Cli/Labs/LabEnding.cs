using System.ComponentModel;
using System.Diagnostics;
using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Ends a lab: politely, and, if it does not go, by force.</summary>
internal static class LabEnding
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends it, and returns when nothing of it is left.</summary>
    /// <exception cref="LabException">Something of it is still there; the message says what.</exception>
    public static async Task RunAsync(string name, IProgress<string> progress, CancellationToken cancellationToken)
    {
        // Who holds it is found out before it is asked: one that hangs says nothing any more.
        var owner = await RemoteLab.FindAsync(name, cancellationToken);
        List<int> processes = [.. World.FindProcesses(name)];
        if (owner is not null && IsKeeper(owner.OwnerProcessId))
        {
            processes.Add(owner.OwnerProcessId);
        }

        if (owner is not null)
        {
            await AskAsync(owner, cancellationToken);
            if (await IsGoneAsync(name, processes, Patience, cancellationToken))
            {
                return;
            }

            progress.Report("It does not end by itself; its processes are killed.");
        }

        foreach (int process in processes)
        {
            Kill(process);
        }

        if (!await IsGoneAsync(name, processes, Patience, cancellationToken))
        {
            throw new LabException($"The lab \"{name}\" is still there, with the processes {string.Join(", ", processes.Where(IsAlive))}.");
        }
    }

    private static async Task AskAsync(RemoteLab owner, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience / 2);
        try
        {
            await owner.AskAsync(new LabRequest.Finish(), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It hangs.
        }
        catch (LabException)
        {
            // It ended while it was asked.
        }
    }

    private static async Task<bool> IsGoneAsync(string name, List<int> processes, TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (LabChoice.Names().Contains(name) || processes.Exists(IsAlive))
        {
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                return false;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return true;
    }

    // A process of `learn up` is there for its lab alone; a notebook, or a program that holds a lab, lives on without it.
    private static bool IsKeeper(int process)
    {
        string[] words = Read($"/proc/{process}/cmdline").Split('\0');
        return words.Any(word => Path.GetFileName(word) == "learn.dll") && words.Contains("up") && words.Contains("--foreground");
    }

    // One that has ended, but that nobody has asked about yet (Z), holds nothing any more.
    private static bool IsAlive(int process)
    {
        string status = Read($"/proc/{process}/stat");
        return status.Length > 0 && status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has just ended.
        }
    }
}
