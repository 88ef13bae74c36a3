using System.Diagnostics;

namespace Learn.Cli.Bench;

/// <summary>
/// Kills labs with SIGKILL at random moments, the process that owns the lab or the helper that holds it in turns, and measures how
/// long it takes until nothing of the lab is left on the machine.
/// </summary>
internal sealed class KillBenchmark(int kills, IProgress<string> progress)
{
    private const double GoalMilliseconds = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <exception cref="LabException">Something was still there after ten seconds; the message says what.</exception>
    public async Task<IReadOnlyList<Measurement>> RunAsync(CancellationToken cancellationToken)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        progress.Report($"killing {kills} labs at random moments (seed {seed}) …");
        var owner = new List<double>();
        var helper = new List<double>();
        for (int number = 0; number < kills; number++)
        {
            bool killHelper = number % 2 == 1;
            var moment = TimeSpan.FromMilliseconds(random.Next(0, 2500));
            (killHelper ? helper : owner).Add(await KillOnceAsync($"kill-{Environment.ProcessId}-{number}", killHelper, moment, cancellationToken));
        }

        return
        [
            new("kill -9 of the lab's owner until nothing is left", "ms", owner, GoalMilliseconds),
            .. helper.Count == 0 ? [] : (Measurement[])[new("kill -9 of the lab's helper until nothing is left", "ms", helper, GoalMilliseconds)],
        ];
    }

    private static async Task<double> KillOnceAsync(string labName, bool killHelper, TimeSpan moment, CancellationToken cancellationToken)
    {
        var before = await MachineSnapshot.TakeAsync(cancellationToken);
        using var victim = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "learn.dll"), "bench", "victim", labName },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The diagnostics socket of the .NET runtime in /tmp would outlive a kill; it is the runtime's, not the lab's.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        try
        {
            _ = victim.StandardOutput.ReadToEndAsync(cancellationToken);
            _ = victim.StandardError.ReadToEndAsync(cancellationToken);
            await Task.Delay(moment, cancellationToken);

            // The helper may not be there yet: then its owner is killed on the way to starting it.
            var target = (killHelper ? ProcessesOf(labName).Where(id => id != victim.Id).ToList() : []) is [.., var helperId] ? helperId : victim.Id;
            long killed = Stopwatch.GetTimestamp();
            Kill(target);
            while (true)
            {
                var remains = ProcessesOf(labName).Select(id => $"process {id}").Concat(SocketsOf(labName)).ToList();
                if (remains.Count == 0)
                {
                    remains.AddRange((await MachineSnapshot.TakeAsync(cancellationToken)).DifferencesTo(before));
                }

                var elapsed = Stopwatch.GetElapsedTime(killed);
                if (remains.Count == 0)
                {
                    return elapsed.TotalMilliseconds;
                }

                if (elapsed > Patience)
                {
                    throw new LabException($"{Patience.TotalSeconds:0} s after kill -9 of {(target == victim.Id ? "the owner" : "the helper")} this is still there:\n{string.Join('\n', remains)}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }
        finally
        {
            if (!victim.HasExited)
            {
                victim.Kill(entireProcessTree: true);
            }
        }
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has just ended by itself.
        }
    }

    private static List<int> ProcessesOf(string labName)
    {
        var found = new List<int>();
        foreach (string directory in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                if (File.ReadAllText($"{directory}/cmdline").Split('\0').Contains(labName))
                {
                    found.Add(int.Parse(Path.GetFileName(directory), System.Globalization.CultureInfo.InvariantCulture));
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return found;
    }

    private static IEnumerable<string> SocketsOf(string labName)
        => File.ReadLines("/proc/net/unix").Where(line => line.Contains(labName, StringComparison.Ordinal)).Select(line => $"socket {line[^Math.Min(60, line.Length)..]}");
}
