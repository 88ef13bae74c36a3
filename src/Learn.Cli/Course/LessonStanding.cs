using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>How far a learner is in a lesson.</summary>
/// <param name="Id">The lesson.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Predictions">How many predictions it asks for.</param>
/// <param name="Guesses">How many of them were guessed and held against the experiment.</param>
/// <param name="GuessesRight">How many guesses were right.</param>
/// <param name="Questions">How many questions it asks.</param>
/// <param name="AnswersRight">How many were answered rightly.</param>
/// <param name="Skipped">Whether the leader of a workshop went on without it.</param>
internal sealed record LessonStanding(string Id, string Number, string Title, int Minutes, int Predictions, int Guesses, int GuessesRight, int Questions, int AnswersRight, bool Skipped)
{
    /// <summary>Reads it from the learner's progress.</summary>
    public static LessonStanding Of(Lesson lesson, LearnerProgress learner)
    {
        var done = learner.Lessons.GetValueOrDefault(lesson.Id) ?? new LessonProgress();
        return new LessonStanding(
            lesson.Id,
            lesson.Number,
            lesson.Definition.Title,
            lesson.Definition.Minutes,
            lesson.Definition.Predictions.Length,
            done.Predictions.Values.Count(guess => guess.Right is not null),
            done.Predictions.Values.Count(guess => guess.Right == true),
            lesson.Definition.Questions.Length,
            done.Questions.Values.Count(answer => answer.Right),
            done.Skipped is not null);
    }
}
