using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Exercises;

/// <summary>A check of an exercise as it went for the learner.</summary>
/// <param name="Report">What came of it.</param>
/// <param name="Applied">The files that were applied before.</param>
/// <param name="Progress">What the learner has done in the exercise, this check included.</param>
internal sealed record CheckOutcome(CheckReport Report, ImmutableArray<string> Applied, ExerciseProgress Progress)
{
    /// <summary>Reads the learner's files and answers, has them checked, and notes what came of it.</summary>
    /// <exception cref="CourseException">A file or an answer is wrong.</exception>
    /// <exception cref="LabException">The exercise does not run, or not any more.</exception>
    public static async Task<CheckOutcome> OfAsync(ExerciseAtHand exercise, CancellationToken cancellationToken)
    {
        var running = exercise.Required();
        var folder = new ExerciseFolder(running.Plan.Folder);
        var answers = exercise.NoteAnswers(folder);
        try
        {
            var (report, applied) = await running.CheckAsync(answers, folder.ReadFiles(), cancellationToken);
            return new CheckOutcome(report, applied, exercise.Session.Note(report));
        }
        catch (LabException error)
        {
            throw new LabException($"{error.Message} {exercise.HowToGetItBack}", error);
        }
    }
}
