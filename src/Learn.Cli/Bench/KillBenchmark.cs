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
        string temporary = Directory.CreateTempSubdirectory("learn-kill-").FullName;
        var traces = new LabTraces(labName, temporary);
        using var victim = LearnProgram.Start(["bench", "victim", labName], traces.Environment);
        try
        {
            await Task.Delay(moment, cancellationToken);

            // The helper may not be there yet: then its owner is killed on the way to starting it.
            int target = killHelper && traces.FindHelper() is { } helper ? helper : victim.Id;
            long killed = Stopwatch.GetTimestamp();
            Kill(target);
            while (true)
            {
                List<string> remains = [.. traces.Find()];
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

                await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
            }
        }
        finally
        {
            if (!victim.HasExited)
            {
                victim.Kill(entireProcessTree: true);
            }

            Directory.Delete(temporary, recursive: true);
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
}
