using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>How far the learners of a group are: what a leader wants to know.</summary>
/// <param name="Learners">The learners, by name.</param>
/// <param name="Exercises">The exercises, by number.</param>
/// <param name="Lessons">The lessons, by number.</param>
internal sealed record GroupStanding(ImmutableArray<LearnerStanding> Learners, ImmutableArray<GroupStanding.ExerciseSummary> Exercises, ImmutableArray<GroupStanding.LessonSummary> Lessons)
{
    /// <summary>Adds up.</summary>
    public static GroupStanding Of(CourseCatalog catalog, IEnumerable<LearnerStanding> learners)
    {
        ImmutableArray<LearnerStanding> all = [.. learners.OrderBy(learner => learner.Learner, StringComparer.Ordinal)];
        return new GroupStanding(
            all,
            [.. catalog.Exercises.Select((exercise, index) => ExerciseSummary.Of([.. all.Select(learner => learner.Exercises[index])], exercise))],
            [.. catalog.Lessons.Select((lesson, index) => LessonSummary.Of([.. all.Select(learner => learner.Lessons[index])], lesson))]);
    }

    /// <summary>An exercise over all learners.</summary>
    /// <param name="Id">The exercise.</param>
    /// <param name="Title">Number and title.</param>
    /// <param name="Started">How many have started it.</param>
    /// <param name="Passed">How many have passed it.</param>
    /// <param name="Tries">How many checks counted, over all.</param>
    /// <param name="FailedTries">How many of them failed.</param>
    /// <param name="Hints">How many hints were taken for what failed last.</param>
    /// <param name="SolutionSeen">How many looked at the solution before they passed.</param>
    /// <param name="GuessesRight">How many first guesses were right.</param>
    /// <param name="Guesses">How many first guesses were held against an experiment.</param>
    /// <param name="StuckAt">Where those who have not passed it failed last: how many, by check.</param>
    internal sealed record ExerciseSummary(
        string Id, string Title, int Started, int Passed, int Tries, int FailedTries, int Hints, int SolutionSeen, int GuessesRight, int Guesses, ImmutableSortedDictionary<string, int> StuckAt)
    {
        /// <summary>Adds up.</summary>
        public static ExerciseSummary Of(IReadOnlyList<ExerciseStanding> learners, Exercise exercise) => new(
            exercise.Id,
            exercise.ToString(),
            learners.Count(each => each.State != "new"),
            learners.Count(each => each.State == "passed"),
            learners.Sum(each => each.Tries),
            learners.Sum(each => each.FailedTries),
            learners.Sum(each => each.Hints),
            learners.Count(each => each.SolutionSeen),
            learners.Sum(each => each.GuessesRight),
            learners.Sum(each => each.Guesses),
            learners.Where(each => each.StuckAt is not null).GroupBy(each => each.StuckAt!).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
    }

    /// <summary>A lesson over all learners.</summary>
    /// <param name="Id">The lesson.</param>
    /// <param name="Title">Number and title.</param>
    /// <param name="Started">How many have guessed or answered something in it.</param>
    /// <param name="GuessesRight">How many guesses were right.</param>
    /// <param name="Guesses">How many were held against an experiment.</param>
    /// <param name="AnswersRight">How many answers to its questions are right.</param>
    internal sealed record LessonSummary(string Id, string Title, int Started, int GuessesRight, int Guesses, int AnswersRight)
    {
        /// <summary>Adds up.</summary>
        public static LessonSummary Of(IReadOnlyList<LessonStanding> learners, Lesson lesson) => new(
            lesson.Id,
            lesson.ToString(),
            learners.Count(each => each.Guesses + each.AnswersRight > 0),
            learners.Sum(each => each.GuessesRight),
            learners.Sum(each => each.Guesses),
            learners.Sum(each => each.AnswersRight));
    }
}
