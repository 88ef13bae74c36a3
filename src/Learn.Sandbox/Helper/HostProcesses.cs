using System.Diagnostics;
using System.Globalization;

namespace Learn.Sandbox;

/// <summary>
/// Finds the processes in a host, also those that outlived the command which started them (a daemon). They are descendants of the helper,
/// which is process 1 of its world.
/// </summary>
internal static class HostProcesses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Kills every process in some hosts, and returns when none is left. One that forks while its parent is looked at is missed by a single
    /// look: so it looks again until it sees none.
    /// </summary>
    /// <param name="networks">The hosts' network namespaces, as <c>net:[4026532180]</c>.</param>
    public static async Task KillAsync(IReadOnlySet<string> networks)
    {
        // A process that cannot end (it waits for a device, say) must not hold up the removal for ever.
        for (var waiting = Stopwatch.StartNew(); KillChildren("/proc/self", networks) > 0 && waiting.Elapsed < Patience;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    // The number of processes that were still there.
    private static int KillChildren(string parent, IReadOnlySet<string> networks)
    {
        var killed = 0;
        foreach (var child in Children(parent))
        {
            // The numbers in /proc are the machine's. Grandchildren first: killed, this one would hand them over.
            var directory = $"/proc/{child}";
            killed += KillChildren(directory, networks);
            try
            {
                if (new FileInfo($"{directory}/ns/net").LinkTarget is { } network && networks.Contains(network) && InnerId(directory) is { } id)
                {
                    _ = Libc.Kill(id, Libc.SignalKill);
                    killed++;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return killed;
    }

    private static IEnumerable<string> Children(string process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"{process}/task").SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // "NSpid: 4711 42": in each process namespace from the machine's to the world's.
    private static int? InnerId(string directory)
    {
        var line = File.ReadLines($"{directory}/status").FirstOrDefault(line => line.StartsWith("NSpid:", StringComparison.Ordinal));
        return line is not null && int.TryParse(line[(line.LastIndexOf('\t') + 1)..], CultureInfo.InvariantCulture, out var id) && id > 1 ? id : null;
    }
}
