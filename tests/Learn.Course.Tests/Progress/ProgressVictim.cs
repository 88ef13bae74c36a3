namespace Learn.Course.Tests.Progress;

/// <summary>A program that writes progress until it is killed: this assembly in another process, which is told to run it.</summary>
public sealed class ProgressVictim
{
    public const string Variable = "LEARN_TEST_PROGRESS_VICTIM";

    [Fact(Explicit = true)]
    public void Progress_is_written_until_somebody_kills_this()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Assert.NotNull(path);
        var store = new ProgressStore(path);
        while (true)
        {
            store.Change(progress => progress with { Exercises = progress.Exercises.Add($"{progress.Exercises.Count:0000}-x", new ExerciseProgress { Answers = progress.Exercises.Count % 7 == 0 ? progress.Exercises.Values.FirstOrDefault()?.Answers.SetItem("a", new string('x', 1000)) ?? new ExerciseProgress().Answers : new ExerciseProgress().Answers }) });
        }
    }
}
