using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// What a learner does with an exercise, whatever the front end: rules of the game (tries, hints, when the solution may be seen, what a guess counts) with
/// the progress file. The lab's side is an <see cref="ExerciseRun"/>, which may be in another process.
/// </summary>
public sealed class ExerciseSession
{
    /// <summary>How many tries must have failed before the solution is shown.</summary>
    public const int TriesBeforeSolution = 3;

    private readonly ProgressStore store;

    /// <summary>Makes it.</summary>
    public ExerciseSession(Exercise exercise, ProgressStore store)
    {
        Exercise = exercise;
        this.store = store;
    }

    /// <summary>The exercise.</summary>
    public Exercise Exercise { get; }

    /// <summary>The learner's progress in it; null before it was started.</summary>
    public ExerciseProgress? Progress => store.Read().Exercises.GetValueOrDefault(Exercise.Id);

    /// <summary>The exercise as it was drawn for this learner.</summary>
    public DrawnExercise Drawn() => throw new NotImplementedException();

    /// <summary>Notes that it was started.</summary>
    public void Begin() => throw new NotImplementedException();

    /// <summary>Draws new numbers, and takes the answers back: for whoever wants to try again from the beginning.</summary>
    public DrawnExercise Redraw() => throw new NotImplementedException();

    /// <summary>Notes an answer. The first guess of a prediction is committed with it.</summary>
    /// <exception cref="CourseException">There is no such question, or it is no answer of its kind.</exception>
    public void Answer(string question, string given) => throw new NotImplementedException();

    /// <summary>Notes what came of a check: a try, a pass, the scores of guesses. A broken check and one that lacks answers are no tries.</summary>
    public ExerciseProgress Note(CheckReport report) => throw new NotImplementedException();

    /// <summary>The next hint: a nudge, then what the check saw, then where to look; then again the last.</summary>
    public string NextHint() => throw new NotImplementedException();

    /// <summary>The solution in words and files (Markdown), if it may be seen: after passing, or after <see cref="TriesBeforeSolution"/> tries.</summary>
    /// <exception cref="CourseException">It may not be seen yet; the message says when, and what helps until then. Or the course came without solutions.</exception>
    public string Solution() => throw new NotImplementedException();
}
