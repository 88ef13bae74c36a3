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
    public ExerciseProgress? Progress => Of(store.Read());

    /// <summary>Whether the solution may be seen: after passing, or after <see cref="TriesBeforeSolution"/> tries that failed.</summary>
    public bool MaySeeSolution => Progress is { } progress && (progress.Passed is not null || FailedTries(progress) >= TriesBeforeSolution);

    /// <summary>The exercise as it was drawn for this learner.</summary>
    /// <exception cref="CourseException">A draw is impossible.</exception>
    public DrawnExercise Drawn()
    {
        var learner = store.Read();
        return DrawnExercise.For(Exercise, learner.Seed, Of(learner)?.Drawing ?? 0);
    }

    /// <summary>Notes that it was started.</summary>
    public void Begin() => Change(progress => progress);

    /// <summary>Draws new numbers, and takes answers and guesses back: for whoever wants to try again from the beginning. What was passed stays passed.</summary>
    public DrawnExercise Redraw()
    {
        Change(progress => progress with { Drawing = progress.Drawing + 1, Hints = 0, Answers = progress.Answers.Clear(), Guesses = progress.Guesses.Clear() });
        return Drawn();
    }

    /// <summary>Notes an answer. The first guess of a prediction is committed with it.</summary>
    /// <exception cref="CourseException">There is no such question, or it is no answer of its kind.</exception>
    public void Answer(string question, string given)
    {
        var asked = Find(question);
        AnswerJudgement.Expect(asked, given);
        string answer = given.Trim();
        Change(progress => progress with
        {
            Answers = progress.Answers.SetItem(asked.Id, answer),
            Guesses = asked.Answer is not null || progress.Guesses.ContainsKey(asked.Id)
                ? progress.Guesses
                : progress.Guesses.Add(asked.Id, new GuessProgress { Guess = answer, At = Now }),
        });
    }

    /// <summary>
    /// Notes what came of a check: a try, a pass, the scores of guesses. A broken check is no try, nor is one in which nothing failed but answers are lacking.
    /// </summary>
    public ExerciseProgress Note(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var drawn = Drawn();
        return Change(progress =>
        {
            progress = progress with { Guesses = Scored(progress.Guesses, report, drawn) };
            var failed = report.Results.Where(result => result.Verdict == CheckVerdict.Failed).ToList();
            if (report.IsBroken || (failed.Count == 0 && !report.Passed))
            {
                return progress;
            }

            var tried = new TryProgress { At = Now, Failed = [.. failed.Select(result => result.Id)], Seen = failed.FirstOrDefault()?.Seen ?? "" };
            bool isSame = failed.Count > 0 && progress.Tries is [.., { Failed: [var before, ..] }] && before == failed[0].Id;
            return progress with { Tries = progress.Tries.Add(tried), Hints = isSame ? progress.Hints : 0, Passed = progress.Passed ?? (report.Passed ? Now : null) };
        });
    }

    /// <summary>The next hint: a nudge, then what the check saw, then where to look; then again the last.</summary>
    /// <param name="lab">The lab, for hints that ask it; null if none is at hand: words stand there instead.</param>
    public string NextHint(Lab? lab = null)
    {
        var drawn = Drawn();
        string text = "";
        Change(progress =>
        {
            (text, int taken) = new ExerciseHints(drawn, lab).Next(progress);
            return progress with { Hints = taken };
        });
        return text;
    }

    /// <summary>The solution in words and files (Markdown), if it may be seen: after passing, or after <see cref="TriesBeforeSolution"/> tries.</summary>
    /// <param name="lab">The lab, for what only it knows; null if none is at hand: words stand there instead.</param>
    /// <exception cref="CourseException">It may not be seen yet; the message says when, and what helps until then. Or the course came without solutions.</exception>
    public string Solution(Lab? lab = null)
    {
        if (!MaySeeSolution)
        {
            int failed = Progress is { } begun ? FailedTries(begun) : 0;
            throw new CourseException(
                $"The solution of exercise {Exercise.Number} can be seen when it is passed, or when {TriesBeforeSolution} checks have failed; so far {(failed == 0 ? "none has" : failed == 1 ? "one has" : $"{failed} have")}. Until then a hint helps.");
        }

        var solution = Exercise.Solution() ?? throw new CourseException("This course came without its solutions: whoever leads the workshop has them.");
        Change(progress => progress with { SolutionSeen = progress.SolutionSeen ?? (progress.Passed is null ? Now : null) });
        return new SolutionText(Drawn(), lab).Of(solution);
    }

    private DateTimeOffset Now => store.Clock.GetUtcNow();

    private static int FailedTries(ExerciseProgress progress) => progress.Tries.Count(each => each.Failed.Length > 0);

    private static ImmutableSortedDictionary<string, GuessProgress> Scored(ImmutableSortedDictionary<string, GuessProgress> guesses, CheckReport report, DrawnExercise drawn)
    {
        foreach (var (question, seen) in report.Observed)
        {
            if (guesses.GetValueOrDefault(question) is { Seen: null } guess)
            {
                guesses = guesses.SetItem(question, guess with { Seen = seen, Right = AnswerJudgement.Of(drawn.Question(question), guess.Guess, seen).IsRight });
            }
        }

        return guesses;
    }

    private QuestionDefinition Find(string id) => QuestionList.Find(Exercise.Definition.Questions, id, "question", $"exercise {Exercise.Number}");

    private ExerciseProgress? Of(LearnerProgress learner) => learner.Exercises.GetValueOrDefault(Exercise.Id);

    private ExerciseProgress Change(Func<ExerciseProgress, ExerciseProgress> change)
        => Of(store.Change(learner => learner with
        {
            Exercises = learner.Exercises.SetItem(Exercise.Id, change(Of(learner) ?? new ExerciseProgress { Started = Now })),
        }))!;
}
