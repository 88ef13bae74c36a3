using Learn.Course;

namespace Learn.Cli.Course;

/// <summary>How far a learner is in an exercise.</summary>
/// <param name="Id">The exercise.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What it asks of the learner.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="State"><c>new</c>, <c>started</c> or <c>passed</c>.</param>
/// <param name="Tries">How many checks counted.</param>
/// <param name="FailedTries">How many of them failed.</param>
/// <param name="Hints">How many hints were taken for what failed last.</param>
/// <param name="SolutionSeen">Whether the solution was looked at before passing.</param>
/// <param name="GuessesRight">How many first guesses were right.</param>
/// <param name="Guesses">How many first guesses were held against an experiment.</param>
/// <param name="StuckAt">For one that is not passed: the check at which the last try failed; null if there was none.</param>
/// <param name="Passed">When it was passed first.</param>
internal sealed record ExerciseStanding(
    string Id, string Number, string Title, string Kind, int Minutes, string State, int Tries, int FailedTries, int Hints, bool SolutionSeen, int GuessesRight, int Guesses, string? StuckAt, DateTimeOffset? Passed)
{
    /// <summary>Reads it from the learner's progress.</summary>
    public static ExerciseStanding Of(Exercise exercise, LearnerProgress learner)
    {
        var done = learner.Exercises.GetValueOrDefault(exercise.Id);
        var guesses = done?.Guesses.Values.Where(guess => guess.Right is not null).ToList() ?? [];
        return new ExerciseStanding(
            exercise.Id,
            exercise.Number,
            exercise.Definition.Title,
            exercise.Definition.Kind.ToString().ToLowerInvariant(),
            exercise.Definition.Minutes,
            done is null ? "new" : done.Passed is null ? "started" : "passed",
            done?.Tries.Length ?? 0,
            done?.Tries.Count(one => one.Failed.Length > 0) ?? 0,
            done?.Hints ?? 0,
            done?.SolutionSeen is not null,
            guesses.Count(guess => guess.Right == true),
            guesses.Count,
            done is { Passed: null, Tries: [.., { Failed: [var check, ..] }] } ? check : null,
            done?.Passed);
    }

    /// <summary>The state with a sign and in words: <c>✓ passed (2 tries)</c>.</summary>
    public string InWords()
    {
        string tries = Tries == 0 ? "" : $" ({CourseText.Count(Tries, "try", "tries")})";
        return State switch
        {
            "passed" => $"✓ passed{tries}",
            "started" => $"… started{tries}",
            _ => "–",
        };
    }
}
