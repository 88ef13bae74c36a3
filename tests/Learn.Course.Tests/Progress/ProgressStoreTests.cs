using System.Collections.Immutable;
using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Course.Tests.Progress;

public sealed class ProgressStoreTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learn-progress-");

    private string FilePath => Path.Combine(folder.FullName, "deep", "progress.yaml");

    [Fact]
    public void A_learner_keeps_the_seed_that_was_drawn_first()
    {
        var store = new ProgressStore(FilePath);
        int seed = store.Read().Seed;
        Assert.NotEqual(0, seed);
        Assert.Equal(seed, store.Read().Seed);
        store.Change(progress => progress with { Learner = "Ada" });
        Assert.Equal((seed, "Ada"), (new ProgressStore(FilePath).Read().Seed, new ProgressStore(FilePath).Read().Learner));
    }

    [Fact]
    public void The_file_is_for_people_to_read()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
        var store = new ProgressStore(FilePath, clock);
        store.Change(_ => new LearnerProgress
        {
            Seed = 4711,
            Exercises = Map("07-wrong-selector", new ExerciseProgress
            {
                Started = clock.GetUtcNow(),
                Tries = [new TryProgress { At = clock.GetUtcNow(), Failed = ["answers"], Seen = "nobody answered" }],
                Answers = Map("share", "33 %"),
            }),
        });
        Assert.Equal(
            """
            # What you have done in the course. Only the programs of the course write here, and they send it nowhere.
            version: 1
            seed: 4711
            exercises:
              07-wrong-selector:
                started: 2026-11-23T16:00:00Z
                tries:
                - at: 2026-11-23T16:00:00Z
                  failed:
                  - answers
                  seen: nobody answered
                answers:
                  share: 33 %

            """,
            File.ReadAllText(FilePath));
    }

    [Fact]
    public void Whatever_is_written_is_read_again()
    {
        var store = new ProgressStore(FilePath);
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>, NonNull<string>, int>((answer, seen, number) =>
        {
            if (!IsText(answer.Get) || !IsText(seen.Get))
            {
                return true;
            }

            var progress = new LearnerProgress
            {
                Seed = 1,
                Exercises = Map("01-a", new ExerciseProgress { Hints = number, Answers = Map("x", answer.Get + "x"), Guesses = Map("y", new GuessProgress { Guess = seen.Get, Right = number > 3, Seen = "~" }) }),
                Lessons = Map("02-b", new LessonProgress { Questions = Map("z", new AnswerProgress { Answer = seen.Get, Times = number }) }),
            };
            store.Change(_ => progress);
            return ProgressText.Write(store.Read()) == ProgressText.Write(progress)
                && store.Read().Exercises["01-a"].Answers["x"] == answer.Get + "x"
                && store.Read().Exercises["01-a"].Guesses["y"].Guess == seen.Get
                && store.Read().Exercises["01-a"].Guesses["y"].Seen == "~";
        }));
    }

    [Theory]
    [InlineData("version: 1\nseed: [", "this is not YAML")]
    [InlineData("version: 1\n", ":1: \"seed\" is missing or empty; expected a whole number")]
    [InlineData("version: 1\nseed: 3\nexercise: {}\n", ":3: exercise: there is no such key here; did you mean \"exercises\"?")]
    [InlineData("version: 3\nseed: 3\n", "was written by a newer version of this program (form 3; this one knows 2)")]
    [InlineData("half a sen", "expected keys with values")]
    public void A_damaged_file_is_told_and_never_overwritten(string text, string message)
    {
        var store = new ProgressStore(FilePath);
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
        foreach (var act in (Action[])[() => store.Read(), () => store.Change(progress => progress)])
        {
            var told = Assert.Throws<CourseException>(act);
            Assert.Contains(message, told.Message, StringComparison.Ordinal);
            Assert.Contains($"Mend it; or move it away ({FilePath} to another name) to begin anew.", told.Message, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(FilePath));
        }
    }

    [Fact]
    public void Threads_that_change_it_at_the_same_time_lose_nothing()
    {
        const int Threads = 4, Changes = 25;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var store = new ProgressStore(FilePath);
            for (int index = 0; index < Changes; index++)
            {
                store.Change(progress => progress with { Lessons = progress.Lessons.Add($"{thread}-{index}", new LessonProgress()) });
            }
        });
        Assert.Equal(Threads * Changes, new ProgressStore(FilePath).Read().Lessons.Count);
    }

    [Fact]
    public async Task A_program_that_is_killed_while_it_writes_leaves_a_whole_file_and_no_lock()
    {
        var store = new ProgressStore(FilePath);
        for (int round = 1; round <= 3; round++)
        {
            using var victim = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. VictimArguments()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { [ProgressVictim.Variable] = FilePath },
            })!;
            // It writes without end; it is killed in the midst of it.
            int before = store.Read().Exercises.Count;
            while (store.Read().Exercises.Count < before + 20)
            {
                Assert.False(victim.HasExited, "the victim ended by itself");
                await Task.Yield();
            }

            victim.Kill();
            await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
            int left = store.Read().Exercises.Count;
            Assert.True(left >= before + 20);
            Assert.Equal(round, store.Change(progress => progress with { Lessons = progress.Lessons.Add($"after-{round}", new LessonProgress()) }).Lessons.Count);
            Assert.Equal(left, store.Read().Exercises.Count);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static IEnumerable<string> VictimArguments()
    {
        // The tests are a program, started as such or by "dotnet FILE.dll".
        bool isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return (isHost ? [typeof(ProgressVictim).Assembly.Location] : Array.Empty<string>()).Concat(["--explicit", "only", "--filter-class", typeof(ProgressVictim).FullName!]);
    }

    private static ImmutableSortedDictionary<string, T> Map<T>(string key, T value) => ImmutableSortedDictionary<string, T>.Empty.Add(key, value);

    // Half of a surrogate pair cannot be written as UTF-8, whoever writes.
    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
