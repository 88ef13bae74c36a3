using System.Globalization;

namespace Learn.Jupyter;

/// <summary>Notices the death of the program that started the kernel, which may have had no time to say so.</summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>Ends when the process is gone; never, when there is no such process now (it lives in another PID namespace).</summary>
    public static async Task UntilGoneAsync(int processId, CancellationToken cancellationToken)
    {
        if (StartTimeOf(processId) is not { } started)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return;
        }

        using var timer = new PeriodicTimer(Pace);
        // A later process may get the same id, but not the same start.
        while (StartTimeOf(processId) == started)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>When a process started, in the kernel's ticks since boot, or null when it is gone or only waits to be buried (proc(5)).</summary>
    private static string? StartTimeOf(int processId)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The name in parentheses may hold anything, spaces and parentheses too.
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
