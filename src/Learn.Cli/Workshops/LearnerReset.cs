using Learn.Cli.Exercises;
using Learn.Cli.Labs;
using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>Brings one learner to the beginning of a lesson, as that learner's own user.</summary>
/// <param name="catalog">The course.</param>
/// <param name="lesson">The lesson.</param>
/// <param name="report">Where each thing is told that is done, or would be.</param>
internal sealed class LearnerReset(CourseCatalog catalog, Lesson lesson, TextWriter report)
{
    /// <summary>Whether it is only said what would be done.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether running labs are left alone.</summary>
    public bool KeepsLabs { get; init; }

    /// <summary>Brings the learner who runs this to the lesson.</summary>
    public Task RunOwnAsync(CancellationToken cancellationToken)
        => RunAsync(ProgressStore.Default(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), isOwn: true, cancellationToken);

    /// <summary>Brings the learner of a home folder to the lesson. The folder belongs to this user; what runs there is known by its folder alone.</summary>
    public Task RunAsync(LearnerHome home, CancellationToken cancellationToken)
        => RunAsync(new ProgressStore(home.ProgressFile), home.Location, isOwn: false, cancellationToken);

    private async Task RunAsync(ProgressStore store, string home, bool isOwn, CancellationToken cancellationToken)
    {
        var reset = LessonReset.Of(catalog, lesson, store.Read(), store.Clock.GetUtcNow());
        var running = await RunningExercise.ListAsync(cancellationToken);
        var later = reset.Later.Select(exercise => exercise.Id).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> labs = KeepsLabs ? []
            : isOwn ? LabChoice.Names()
            : [.. running.Where(each => later.Contains(each.Plan.Exercise) && IsBelow(each.Plan.Folder, home)).Select(each => each.LabName)];

        string[] places = isOwn ? [home, Directory.GetCurrentDirectory()] : [home];
        var work = LearnerFiles.WorkOn(places, reset.Later)
            .Union(running.Where(each => isOwn && later.Contains(each.Plan.Exercise) && Directory.Exists(each.Plan.Folder)).Select(each => each.Plan.Folder), StringComparer.Ordinal).ToList();
        var notebooks = LearnerFiles.ChangedNotebooks(places, [.. catalog.Lessons.Where(each => string.CompareOrdinal(each.Number, lesson.Number) >= 0)]).ToList();
        if (!reset.Changes && labs.Count + work.Count + notebooks.Count == 0)
        {
            Tell($"is at the beginning of lesson {lesson.Number} already");
            return;
        }

        foreach (string lab in labs)
        {
            Tell($"ends the lab \"{lab}\"");
            if (!IsDryRun)
            {
                await LabEnding.RunAsync(lab, new LineProgress(report), cancellationToken);
            }
        }

        foreach (string line in reset.InWords().Concat(work.Select(folder => $"puts away the folder {folder}")).Concat(notebooks.Select(each => $"puts away the changed {each.Copy}, and lays the course's there")))
        {
            Tell(line);
        }

        if (!IsDryRun)
        {
            Tell($"kept in {Carry(store, home, work, notebooks).Location}");
        }
    }

    // The progress is copied before it is changed, and changed last: whoever is killed in between has lost nothing and can begin again.
    private PutAway Carry(ProgressStore store, string home, IReadOnlyList<string> work, IReadOnlyList<(string Copy, Lesson Lesson)> notebooks)
    {
        var away = PutAway.Beside(store, lesson);
        try
        {
            away.Keep(store, lesson);
            foreach (string folder in work)
            {
                away.Take(folder, home);
            }

            foreach (var (copy, of) in notebooks)
            {
                away.Take(copy, home);
                File.Copy(of.Notebook, copy);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"Not everything could be put away: {problem.Message} The progress was not changed. What was put away so far lies in {away.Location}.", problem);
        }

        store.Change(progress => LessonReset.Of(catalog, lesson, progress, store.Clock.GetUtcNow()).After);
        return away;
    }

    private void Tell(string what) => report.WriteLine($"  {(IsDryRun ? "would: " : "")}{what}");

    private static bool IsBelow(string path, string folder) => path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
