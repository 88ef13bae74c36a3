using System.Collections.Immutable;

namespace Learn.Cli.Exercises;

/// <summary>
/// Notices that a learner has saved something. It looks at the files' content from time to time: editors save in many ways (in place, by renaming, in several steps),
/// and not every file system tells about changes; a few small files are soon read.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class WatchedFolder(ExerciseFolder folder)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private ImmutableSortedDictionary<string, string> known = Read(folder);

    /// <summary>Waits until something differs from the last time, and has been at rest for a moment.</summary>
    /// <param name="isInterrupted">Asked meanwhile; true ends the waiting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The names of the files that changed; none if it was interrupted.</returns>
    public async Task<IReadOnlyList<string>> WaitAsync(Func<bool> isInterrupted, CancellationToken cancellationToken)
    {
        for (var before = known; !isInterrupted(); await Task.Delay(Pause, cancellationToken))
        {
            var now = Read(folder);
            bool isAtRest = now.SequenceEqual(before);
            before = now;
            if (isAtRest && !now.SequenceEqual(known))
            {
                string[] changed = [.. now.Keys.Union(known.Keys).Where(name => now.GetValueOrDefault(name) != known.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
                known = now;
                return changed;
            }
        }

        return [];
    }

    // A file that is just being replaced is there again the next time.
    private static ImmutableSortedDictionary<string, string> Read(ExerciseFolder folder)
    {
        try
        {
            var files = folder.ReadFiles();
            return File.Exists(folder.AnswersPath) ? files.SetItem(Path.GetFileName(folder.AnswersPath), File.ReadAllText(folder.AnswersPath)) : files;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        }
    }
}
