using System.Collections.Immutable;
using System.Diagnostics;

namespace Learn.Course;

/// <summary>
/// Proves a course: exercises in real labs (<see cref="ExerciseProof"/>), lessons (<see cref="LessonProof"/>, which does not run their notebooks),
/// coverage (<see cref="CourseCoverage"/>) and links (<see cref="CourseLinks"/>).
/// </summary>
public static class CourseProof
{
    /// <summary>Proves it.</summary>
    /// <param name="catalog">The course.</param>
    /// <param name="options">What, and how; null for everything.</param>
    /// <param name="progress">Told each result as it comes; null for silence.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">Something that is to be proved alone does not exist.</exception>
    /// <exception cref="Sandbox.SandboxUnavailableException">The machine allows no lab.</exception>
    public static async Task<ProofReport> RunAsync(
        CourseCatalog catalog, CourseProofOptions? options = null, IProgress<ProofResult>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new CourseProofOptions();
        long start = Stopwatch.GetTimestamp();
        var (exercises, lessons) = Chosen(catalog, options.Only);
        var results = new List<ProofResult>();
        if (options.Only.Length == 0)
        {
            Tell(CourseCoverage.Of(catalog).Results);
            Tell(CourseLinks.Of(catalog).Results);
        }

        foreach (var lesson in lessons)
        {
            Tell(LessonProof.Of(lesson).Results);
        }

        var proved = new ProofReport[exercises.Length];
        await Parallel.ForAsync(0, exercises.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.LabsAtOnce), CancellationToken = cancellationToken }, async (index, token) =>
            proved[index] = await ExerciseProof.RunAsync(exercises[index], options, progress, token));
        results.AddRange(proved.SelectMany(report => report.Results));
        return new ProofReport([.. results], Stopwatch.GetElapsedTime(start));

        void Tell(ImmutableArray<ProofResult> told)
        {
            results.AddRange(told);
            foreach (var result in told)
            {
                progress?.Report(result);
            }
        }
    }

    // A number that both an exercise and a lesson have means both.
    private static (ImmutableArray<Exercise> Exercises, ImmutableArray<Lesson> Lessons) Chosen(CourseCatalog catalog, ImmutableArray<string> only)
    {
        if (only.Length == 0)
        {
            return (catalog.Exercises, catalog.Lessons);
        }

        var exercises = only.Select(id => Find(() => catalog.FindExercise(id))).ToList();
        var lessons = only.Select(id => Find(() => catalog.FindLesson(id))).ToList();
        int missing = Enumerable.Range(0, only.Length).FirstOrDefault(index => exercises[index] is null && lessons[index] is null, -1);
        return missing < 0
            ? ([.. exercises.OfType<Exercise>().Distinct()], [.. lessons.OfType<Lesson>().Distinct()])
            : throw new CourseException($"There is neither an exercise nor a lesson \"{only[missing]}\".");
    }

    private static T? Find<T>(Func<T> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (CourseException)
        {
            return null;
        }
    }
}
