using System.Globalization;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Waits for what comes about by itself, generously.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until no process of the lab has this in its command line. A process that is killed takes a moment to go.</summary>
    public static Task AssertNoProcessAsync(this Lab lab, string command)
    {
        Assert.False(lab.Ended.IsCancellationRequested);
        return HoldsAsync(() => !lab.IsRunning(command));
    }

    /// <summary>Whether a process of the lab, not of another one on this machine, has this in its command line.</summary>
    public static bool IsRunning(this Lab lab, string command)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToList();
        return processes.Any(process => Read(process, "cmdline").Replace('\0', ' ').Contains(command, StringComparison.Ordinal) && IsOf(lab, process));
    }

    private static bool IsOf(Lab lab, int process)
    {
        while (process > 1 && process != lab.HelperProcessId)
        {
            // The name of the program, in brackets, may hold blanks and brackets itself.
            var stat = Read(process, "stat");
            process = stat.LastIndexOf(')') is > 0 and var end ? int.Parse(stat[(end + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
        }

        return process == lab.HelperProcessId;
    }

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
