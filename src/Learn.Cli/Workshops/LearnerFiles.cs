using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Workshops;

/// <summary>Finds what a learner has made of the course below a home folder: work on exercises, and copies of notebooks.</summary>
internal static class LearnerFiles
{
    private const int Depth = 3;

    /// <summary>Folders of work on exercises: <c>learn-exercises/NN-name</c>, wherever the learner stood when they began.</summary>
    public static IEnumerable<string> WorkOn(IEnumerable<string> places, IEnumerable<Exercise> exercises)
        => from folder in places.SelectMany(place => FoldersNamed("learn-exercises", place)).Distinct(StringComparer.Ordinal)
           from exercise in exercises
           let work = Path.Combine(folder, exercise.Id)
           where Directory.Exists(work)
           select work;

    /// <summary>The learner's copies of notebooks that are no longer as the course has them. A checkout is left alone: there Git knows what was changed.</summary>
    /// <returns>Each copy with its lesson.</returns>
    public static IEnumerable<(string Copy, Lesson Lesson)> ChangedNotebooks(IEnumerable<string> places, ImmutableArray<Lesson> lessons)
        => from folder in places.SelectMany(place => FoldersNamed("notebooks", place)).Distinct(StringComparer.Ordinal)
           where !Path.Exists(Path.Combine(Path.GetDirectoryName(folder)!, ".git"))
           from lesson in lessons
           let copy = Path.Combine(folder, Path.GetFileName(lesson.Notebook))
           where copy != lesson.Notebook && File.Exists(copy) && !File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(lesson.Notebook))
           select (copy, lesson);

    // Not behind links, not in hidden folders, not deep down: a home may hold anything.
    private static IEnumerable<string> FoldersNamed(string name, string place)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = Depth,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        };
        return Directory.Exists(place) ? Directory.EnumerateDirectories(place, name, options) : [];
    }
}
