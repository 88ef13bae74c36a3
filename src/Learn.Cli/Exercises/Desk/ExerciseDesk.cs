using System.Collections.Immutable;
using System.Text.Json;
using Learn.Course;

namespace Learn.Cli.Exercises.Desk;

/// <summary>Keeps an exercise in the process that holds its lab, and answers for it.</summary>
internal sealed class ExerciseDesk : IAsyncDisposable
{
    /// <summary>The name of the desk, in <see cref="LabOptions.Desks"/>.</summary>
    public const string Name = "exercise";

    private readonly ExercisePlan plan;
    private readonly DrawnExercise drawn;
    private readonly TaskCompletionSource<ExerciseRun> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim turn = new(1, 1);

    // What each file held when it was applied last. In the beginning that is what the exercise came with, whether its start state applied it or not: a file that
    // the learner did not touch is none of theirs.
    private ImmutableSortedDictionary<string, string> applied;

    private ExerciseDesk(ExercisePlan plan, DrawnExercise drawn)
    {
        this.plan = plan;
        this.drawn = drawn;
        applied = GivenFiles.Of(drawn);
    }

    /// <summary>Starts a lab and brings it into the exercise's start state.</summary>
    /// <exception cref="CourseException">There is no such exercise, or its start state cannot be reached.</exception>
    public static async Task<(Lab Lab, ExerciseDesk Desk)> StartAsync(ExercisePlan plan, string? name, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var exercise = CourseCatalog.Load(plan.Course).FindExercise(plan.Exercise);
        var desk = new ExerciseDesk(plan, DrawnExercise.For(exercise, plan.Seed, plan.Drawing));
        var options = ExerciseRun.OptionsOf(desk.drawn, name);
        var lab = await Lab.StartAsync(options with { Desks = options.Desks.Add(Name, desk.AnswerAsync), Progress = progress }, cancellationToken);
        try
        {
            progress?.Report("Setting the scene …");
            desk.ready.SetResult(await ExerciseRun.StartAsync(desk.drawn, lab, cancellationToken));
            return (lab, desk);
        }
        catch (Exception error)
        {
            desk.ready.TrySetException(error);
            _ = desk.ready.Task.Exception;
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets go of what the exercise holds open; the lab is ended by who has it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ready.Task.IsCompletedSuccessfully)
        {
            await ready.Task.Result.DisposeAsync();
        }

        turn.Dispose();
    }

    private async Task<JsonElement> AnswerAsync(Lab lab, JsonElement question, CancellationToken cancellationToken)
    {
        ExerciseAnswer answer;
        try
        {
            var asked = question.Deserialize(ExerciseJson.Default.ExerciseQuestion) ?? throw new JsonException("It is null.");
            answer = asked is ExerciseQuestion.About
                ? new ExerciseAnswer { About = plan }
                : await InTurnAsync(asked, lab, await ready.Task.WaitAsync(cancellationToken), cancellationToken);
        }
        catch (CourseException error)
        {
            answer = new ExerciseAnswer { Trouble = error.Message };
        }
        catch (JsonException error)
        {
            answer = new ExerciseAnswer { Trouble = $"The exercise's lab does not understand the question; it may be of another version than the one who asks. {error.Message}" };
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it was: who asked is told, rather than left with a connection that breaks.
            answer = new ExerciseAnswer { Trouble = $"{plan.Exercise} itself went wrong: {error.Message}" };
        }

        return JsonSerializer.SerializeToElement(answer, ExerciseJson.Default.ExerciseAnswer);
    }

    private async Task<ExerciseAnswer> InTurnAsync(ExerciseQuestion question, Lab lab, ExerciseRun run, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return question switch
            {
                ExerciseQuestion.Card => new ExerciseAnswer { Card = ExerciseCard.Of(drawn.Exercise.Definition, text => drawn.Render(text, lab)) },
                ExerciseQuestion.Render render => new ExerciseAnswer { Texts = [.. render.Templates.Select(text => drawn.Render(text, lab))] },
                ExerciseQuestion.Hint hint => new ExerciseAnswer { Texts = [SessionOf(hint.ProgressFile).NextHint(lab)] },
                ExerciseQuestion.Solution solution => new ExerciseAnswer { Texts = [SessionOf(solution.ProgressFile).Solution(lab)] },
                ExerciseQuestion.Solve => new ExerciseAnswer { Answers = await SolveAsync(run, cancellationToken) },
                ExerciseQuestion.Check check => await CheckAsync(check, run, cancellationToken),
                _ => throw new CourseException($"The exercise's lab cannot answer {question.GetType().Name}."),
            };
        }
        finally
        {
            turn.Release();
        }
    }

    private ExerciseSession SessionOf(string progressFile) => new(drawn.Exercise, new ProgressStore(progressFile));

    private Task<ImmutableSortedDictionary<string, string>> SolveAsync(ExerciseRun run, CancellationToken cancellationToken)
        => drawn.Exercise.Solution() is { } solution
            ? run.DoAsync(solution.Definition, solution.Folder, cancellationToken)
            : throw new CourseException("This course came without its solutions.");

    private async Task<ExerciseAnswer> CheckAsync(ExerciseQuestion.Check check, ExerciseRun run, CancellationToken cancellationToken)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, text) in check.Files.Where(file => applied.GetValueOrDefault(file.Key) != file.Value))
        {
            // A script that fails has run all the same, and is not to run twice; a manifest that is refused has changed nothing.
            if (GivenFiles.IsScript(name))
            {
                applied = applied.SetItem(name, text);
            }

            await run.ApplyFileAsync(name, text, cancellationToken);
            applied = applied.SetItem(name, text);
            names.Add(name);
        }

        return new ExerciseAnswer { Applied = names.ToImmutable(), Report = await run.CheckAsync(check.Answers, progress: null, cancellationToken) };
    }
}
