using System.Collections.Immutable;
using Learn.Cli.Exercises.Desk;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>The folder in which a learner works on an exercise: a page to read, the files to edit, a sheet for answers.</summary>
/// <param name="Location">Where it is, absolute.</param>
internal sealed record ExerciseFolder(string Location)
{
    private const string Sheet = "answers.yaml";
    private const string Page = "README.md";

    /// <summary>Where the folder of an exercise is, if nothing else is said.</summary>
    public static string UsualPlace(Exercise exercise) => Path.GetFullPath(Path.Combine("learn-exercises", exercise.Id));

    /// <summary>Its location as one types it: relative to the current folder where that is shorter.</summary>
    public string Shown => Path.GetRelativePath(Directory.GetCurrentDirectory(), Location) is var relative && relative.Length < Location.Length ? relative : Location;

    /// <summary>The sheet's path.</summary>
    public string AnswersPath => Path.Combine(Location, Sheet);

    /// <summary>The learner's files as they are now, by name.</summary>
    public ImmutableSortedDictionary<string, string> ReadFiles() => GivenFiles.Read(Location).Remove(Sheet);

    /// <summary>The answers in the sheet; none if there is no sheet.</summary>
    /// <exception cref="CourseException">It cannot be read; the message names the line.</exception>
    public ImmutableSortedDictionary<string, string> ReadAnswers(Exercise exercise) => File.Exists(AnswersPath)
        ? AnswerSheet.Read(File.ReadAllText(AnswersPath), Path.Combine(Shown, Sheet), [.. exercise.Definition.Questions.Select(question => question.Id)])
        : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Notes an answer in the sheet, if there is one.</summary>
    public void Answer(string question, string given)
    {
        if (File.Exists(AnswersPath))
        {
            File.WriteAllText(AnswersPath, AnswerSheet.With(File.ReadAllText(AnswersPath), question, given));
        }
    }

    /// <summary>The names of files that differ from what the exercise gives.</summary>
    public IReadOnlyList<string> EditedFiles(DrawnExercise drawn)
    {
        var given = GivenFiles.Of(drawn);
        return [.. ReadFiles().Where(file => given.TryGetValue(file.Key, out string? text) && text != file.Value).Select(file => file.Key)];
    }

    /// <summary>Writes what is missing, or everything. What the learner has edited is touched only if everything is to be written.</summary>
    /// <param name="drawn">The exercise.</param>
    /// <param name="card">What the learner reads.</param>
    /// <param name="answers">The answers that were given already.</param>
    /// <param name="everything">Whether what is there is replaced.</param>
    public void Write(DrawnExercise drawn, ExerciseCard card, ImmutableSortedDictionary<string, string> answers, bool everything)
    {
        Directory.CreateDirectory(Location);
        // The page is nobody's work but ours.
        File.WriteAllText(Path.Combine(Location, Page), ExercisePage.Write(drawn.Exercise, card));
        foreach (var (name, text) in GivenFiles.Of(drawn))
        {
            Write(Path.Combine(Location, name), text, everything);
        }

        if (card.Questions.Length > 0)
        {
            string[] head = [$"Exercise {drawn.Exercise.Number}: your answers. Write them behind the colons, save, then:", $"./learn exercise check {drawn.Exercise.Number}"];
            Write(AnswersPath, AnswerSheet.Write(head, card.Questions, answers), everything);
        }
    }

    private static void Write(string path, string text, bool everything)
    {
        if (everything || !File.Exists(path))
        {
            File.WriteAllText(path, text);
        }
    }
}
