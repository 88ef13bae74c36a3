using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>The exercise that a command is about: what it is, what the learner has done, and its lab if it runs.</summary>
/// <param name="Catalog">The course.</param>
/// <param name="Session">The exercise with the learner's progress.</param>
/// <param name="Store">The learner's progress.</param>
/// <param name="LabName">The name that its lab has, or would have.</param>
/// <param name="Running">Its lab; null if it does not run.</param>
internal sealed record ExerciseAtHand(CourseCatalog Catalog, ExerciseSession Session, ProgressStore Store, string LabName, RunningExercise? Running)
{
    /// <summary>The exercise.</summary>
    public Exercise Exercise => Session.Exercise;

    /// <summary>How a lab that is gone comes back.</summary>
    public string HowToGetItBack => $"./learn exercise start {Exercise.Number} brings it back; your files and answers are kept.";

    /// <summary>The lab that an exercise has, if nothing else is said.</summary>
    public static string UsualLab(Exercise exercise) => $"exercise-{exercise.Number}";

    /// <summary>Finds it.</summary>
    /// <param name="id">Its id; null for the only one that runs.</param>
    /// <param name="lab">The name of its lab; null for the usual one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">There is no such exercise; or none runs, or several do, and it was not said which.</exception>
    public static async Task<ExerciseAtHand> FindAsync(string? id, string? lab, CancellationToken cancellationToken)
    {
        var store = ProgressStore.Default();
        if (id is not null)
        {
            var catalog = LoadCourse();
            var exercise = catalog.FindExercise(id);
            string name = lab ?? UsualLab(exercise);
            var found = await RunningExercise.FindAsync(name, cancellationToken);
            return new(catalog, new(exercise, store), store, name, found is not null && found.Plan.Exercise == exercise.Id ? found : null);
        }

        IReadOnlyList<RunningExercise> running = lab is null
            ? await RunningExercise.ListAsync(cancellationToken)
            : await RunningExercise.FindAsync(lab, cancellationToken) is { } one ? [one] : [];
        return running switch
        {
            [var only] when CourseCatalog.Load(only.Plan.Course) is var catalog => new(catalog, new(catalog.FindExercise(only.Plan.Exercise), store), store, only.LabName, only),
            [] => throw new CourseException("No exercise is running. Say which one is meant, as in ./learn exercise check 07; ./learn exercise list shows all, and ./learn exercise start 07 starts one."),
            _ => throw new CourseException($"Several exercises are running: {string.Join(", ", running.Select(each => each.Plan.Exercise))}. Say which one is meant, as in ./learn exercise check {running[0].Plan.Exercise[..2]}."),
        };
    }

    /// <summary>The course that is meant where the user stands.</summary>
    public static CourseCatalog LoadCourse() => CourseCatalog.Load(CourseCatalog.FindFolder(Directory.GetCurrentDirectory()));

    /// <summary>Its lab.</summary>
    /// <exception cref="LabException">It does not run; the message says how to get it back.</exception>
    public RunningExercise Required() => Running ?? throw new LabException(Session.Progress is null
        ? $"Exercise {Exercise.Number} has not been started. ./learn exercise start {Exercise.Number} starts it."
        : $"The lab of exercise {Exercise.Number} is gone: it ended, or the machine was restarted. {HowToGetItBack}");

    /// <summary>The next hint; without a lab, words stand for what only the lab knows.</summary>
    public Task<string> HintAsync(CancellationToken cancellationToken) => Running?.HintAsync(Store, cancellationToken) ?? Task.FromResult(Session.NextHint());

    /// <summary>The solution, if it may be seen.</summary>
    /// <exception cref="CourseException">It may not be seen yet, or the course came without.</exception>
    public Task<string> SolutionAsync(CancellationToken cancellationToken) => Running?.SolutionAsync(Store, cancellationToken) ?? Task.FromResult(Session.Solution());

    /// <summary>What the learner has answered: in the folder's sheet, and where that is silent, in the progress file. What is new is noted there.</summary>
    /// <exception cref="CourseException">An answer is none of its kind, or the sheet cannot be read.</exception>
    public ImmutableSortedDictionary<string, string> NoteAnswers(ExerciseFolder folder)
    {
        var known = Session.Progress?.Answers ?? ImmutableSortedDictionary<string, string>.Empty;
        var written = folder.ReadAnswers(Exercise);
        foreach (var (question, given) in written.Where(answer => known.GetValueOrDefault(answer.Key) != answer.Value))
        {
            try
            {
                Session.Answer(question, given);
            }
            catch (CourseException error)
            {
                throw new CourseException($"{folder.Shown}/answers.yaml, {question}: {error.Message}", error);
            }
        }

        return known.SetItems(written);
    }

    /// <summary>Takes the learner's answers back. What was guessed before an experiment stays: it was guessed.</summary>
    public void ForgetAnswers()
    {
        if (Session.Progress is not null)
        {
            Store.Change(progress => progress with
            {
                Exercises = progress.Exercises.SetItem(Exercise.Id, progress.Exercises[Exercise.Id] with { Answers = ImmutableSortedDictionary<string, string>.Empty }),
            });
        }
    }
}
