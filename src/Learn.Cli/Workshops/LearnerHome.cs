using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>A learner's home folder on a machine that the leader can see.</summary>
/// <param name="Location">The folder, absolute.</param>
internal sealed record LearnerHome(string Location)
{
    private static readonly string Data = Path.Combine(".local", "share", "learn");

    /// <summary>What the learner is called who did not say their name: like the folder.</summary>
    public string Name => Path.GetFileName(Location);

    /// <summary>The progress file, which may not be there.</summary>
    public string ProgressFile => Path.Combine(Location, Data, "progress.yaml");

    /// <summary>The homes that folders are or hold: those in which somebody has learnt.</summary>
    /// <exception cref="CourseException">A folder is not there.</exception>
    public static IReadOnlyList<LearnerHome> Find(IEnumerable<DirectoryInfo> folders)
    {
        var homes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (!folder.Exists)
            {
                throw new CourseException($"There is no folder {folder}.");
            }

            string whole = Path.TrimEndingDirectorySeparator(folder.FullName);
            homes.UnionWith(IsHome(whole) ? [whole] : Directory.EnumerateDirectories(whole).Where(IsHome));
        }

        return [.. homes.Select(home => new LearnerHome(home))];
    }

    private static bool IsHome(string folder) => Directory.Exists(Path.Combine(folder, Data));
}
