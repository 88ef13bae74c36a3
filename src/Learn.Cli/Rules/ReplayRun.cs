using System.Collections.Concurrent;
using System.Diagnostics;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn.Cli.Rules;

/// <summary>Replays cases, a few at once, in one world.</summary>
internal sealed class ReplayRun(string? target, IProgress<string> progress)
{
    private const int AtOnce = 2;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);

    /// <summary>The case directories among folders and right below them.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder is not there, or there is no case in it.</exception>
    public static IReadOnlyList<string> FindCases(IEnumerable<string> folders)
    {
        var found = new List<string>();
        foreach (string folder in folders)
        {
            if (File.Exists(Path.Combine(folder, "case.yaml")))
            {
                found.Add(folder);
                continue;
            }

            var below = Directory.GetDirectories(folder).Where(path => File.Exists(Path.Combine(path, "case.yaml"))).Order(StringComparer.Ordinal).ToList();
            if (below.Count == 0)
            {
                throw new DirectoryNotFoundException($"{folder} is no case directory and has none: there is no case.yaml.");
            }

            found.AddRange(below);
        }

        return found;
    }

    /// <summary>Replays them; the outcomes are in the order of the folders.</summary>
    /// <exception cref="SandboxUnavailableException">This machine does not allow a sandbox.</exception>
    public async Task<IReadOnlyList<ReplayOutcome>> RunAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        await using var replay = await CaseReplay.StartAsync(cancellationToken);
        var outcomes = new ConcurrentDictionary<int, ReplayOutcome>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        long lastReport = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, folders.Count), options, async (index, token) =>
        {
            outcomes[index] = await RunAsync(replay, folders[index], token);
            long last = Volatile.Read(ref lastReport);
            if (Stopwatch.GetElapsedTime(last) >= BetweenReports && Interlocked.CompareExchange(ref lastReport, Stopwatch.GetTimestamp(), last) == last)
            {
                progress.Report($"{outcomes.Count} of {folders.Count} cases replayed …");
            }
        });
        return [.. outcomes.OrderBy(entry => entry.Key).Select(entry => entry.Value)];
    }

    private async Task<ReplayOutcome> RunAsync(CaseReplay replay, string folder, CancellationToken cancellationToken)
    {
        // A case that cannot be read is the caller's mistake and ends the command; one that fails on the way is a finding.
        var directory = await CaseDirectory.ReadAsync(folder, cancellationToken);
        try
        {
            var result = await replay.RunAsync(directory, cancellationToken);
            if (target is not null)
            {
                await result.WriteAsync(Path.Combine(target, directory.Name), cancellationToken);
            }

            return new ReplayOutcome(directory.Name, result, null);
        }
        catch (Exception failure) when (failure is CaseException or (SandboxException and not WorldEndedException))
        {
            return new ReplayOutcome(directory.Name, null, failure.Message);
        }
    }
}
