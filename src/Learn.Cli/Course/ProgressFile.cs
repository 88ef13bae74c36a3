using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>A learner's progress file that a leader has, or finds in a learner's home.</summary>
/// <param name="Location">The file.</param>
/// <param name="Name">What the learner is called who did not say their name.</param>
internal sealed record ProgressFile(string Location, string Name)
{
    /// <summary>Reads files.</summary>
    /// <returns>The learners, and a sentence for each file that cannot be read.</returns>
    public static (IReadOnlyList<LearnerProgress> Learners, IReadOnlyList<string> Damaged) Read(IEnumerable<ProgressFile> files)
    {
        var learners = new List<LearnerProgress>();
        var damaged = new List<string>();
        foreach (var file in files)
        {
            try
            {
                learners.Add(file.Read());
            }
            catch (Exception error) when (error is CourseException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(error.Message.Contains(Path.GetFileName(file.Location), StringComparison.Ordinal) ? error.Message : $"{file.Location}: {error.Message}");
            }
        }

        return (learners, damaged);
    }

    /// <summary>The files of a folder into which learners' exports were put.</summary>
    public static IReadOnlyList<ProgressFile> In(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles().Where(file => file.Extension is ".yaml" or ".yml" && file.Name[0] != '.').Select(file => file.FullName).Order(StringComparer.Ordinal)
            .Select(file => new ProgressFile(file, Path.GetFileNameWithoutExtension(file)))];

    private LearnerProgress Read()
    {
        var progress = new ProgressStore(Location).Read();
        return progress.Learner.Length > 0 ? progress : progress with { Learner = Name };
    }
}
