using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>How far a learner is in the course.</summary>
/// <param name="Learner">Who it is; empty if nobody said.</param>
/// <param name="Exercises">The exercises, all of them.</param>
/// <param name="Lessons">The lessons, all of them.</param>
internal sealed record LearnerStanding(string Learner, ImmutableArray<ExerciseStanding> Exercises, ImmutableArray<LessonStanding> Lessons)
{
    /// <summary>Reads it from the learner's progress.</summary>
    public static LearnerStanding Of(CourseCatalog catalog, LearnerProgress progress) => new(
        progress.Learner,
        [.. catalog.Exercises.Select(exercise => ExerciseStanding.Of(exercise, progress))],
        [.. catalog.Lessons.Select(lesson => LessonStanding.Of(lesson, progress))]);

    /// <summary>How many exercises are passed.</summary>
    public int Passed => Exercises.Count(exercise => exercise.State == "passed");

    /// <summary>How many checks counted.</summary>
    public int Tries => Exercises.Sum(exercise => exercise.Tries);

    /// <summary>How many guesses were held against an experiment, in exercises and lessons.</summary>
    public int Guesses => Exercises.Sum(exercise => exercise.Guesses) + Lessons.Sum(lesson => lesson.Guesses);

    /// <summary>How many of them were right.</summary>
    public int GuessesRight => Exercises.Sum(exercise => exercise.GuessesRight) + Lessons.Sum(lesson => lesson.GuessesRight);

    /// <summary>How many questions of lessons were answered rightly.</summary>
    public int AnswersRight => Lessons.Sum(lesson => lesson.AnswersRight);
}
