using System.Diagnostics;
using System.Text;

namespace Learn.Sandbox.Tests;

/// <summary>The machine on which the tests run, seen from outside of every world.</summary>
internal static class Machine
{
    /// <summary>The rungs of the ladder that the current user can stand on.</summary>
    public static TheoryData<Isolation> Rungs => IsRoot ? [Isolation.UserNamespace, Isolation.Root] : [Isolation.UserNamespace];

    public static bool IsRoot { get; } = Libc.EffectiveUserId() == 0;

    /// <summary>The network configuration as the usual commands print it, and all network sysctls.</summary>
    public static async Task<string> NetworkStateAsync()
    {
        var text = new StringBuilder();
        foreach (var command in new[] { "iptables-save", "ip6tables-save", "nft list ruleset", "ip -details link", "ip route show table all", "ip -6 route show table all", "ip rule", "ip netns" })
        {
            text.AppendLine(command).AppendLine(await OutputAsync(command));
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (var file in Directory.EnumerateFiles("/proc/sys/net", "*", options).Order(StringComparer.Ordinal))
        {
            // How many connections there are just now is no setting.
            if (!file.EndsWith("_count", StringComparison.Ordinal))
            {
                text.Append(file).Append(" = ").AppendLine(Read(file));
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a process runs. One that is dead but has not been collected by its parent (a zombie) holds nothing and does not count.</summary>
    public static bool Runs(int process) => Read($"/proc/{process}/stat") is { Length: > 0 } text && text[(text.LastIndexOf(')') + 2)] is not ('Z' or 'X');

    /// <summary>Ids of the processes with a text among their arguments.</summary>
    public static IReadOnlyList<int> ProcessesWith(string argument)
    {
        var found = new List<int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var id) && Read($"{directory}/cmdline").Split('\0').Contains(argument))
            {
                found.Add(id);
            }
        }

        return found;
    }

    /// <summary>Ids of the processes in a network namespace.</summary>
    public static IReadOnlyList<int> ProcessesIn(string network) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(directory => (Directory: directory, IsProcess: int.TryParse(Path.GetFileName(directory), out var id), Id: id))
            .Where(entry => entry.IsProcess && LinkOf($"{entry.Directory}/ns/net") == network)
            .Select(entry => entry.Id),
    ];

    /// <summary>Waits until something is so: as long as a busy machine may need, for how fast it is on an idle one is what `learn bench lab` measures.</summary>
    public static async Task<bool> SoonAsync(Func<bool> condition)
    {
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < TimeSpan.FromSeconds(15);)
        {
            if (condition())
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return condition();
    }

    private static async Task<string> OutputAsync(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"PATH=$PATH:/usr/sbin:/sbin; {command} 2>&1"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // Comment lines hold the time.
        return string.Join('\n', output.Split('\n').Where(line => !line.StartsWith('#')));
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
