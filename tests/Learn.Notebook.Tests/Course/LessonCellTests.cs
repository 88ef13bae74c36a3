using Learn.Notebook.Tests.Languages;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Course;

/// <summary>Predictions and questions of a lesson, and the learner's progress; without a lab.</summary>
public sealed class LessonCellTests : IAsyncDisposable
{
    private readonly SampleCourse course = new();
    private readonly TestNotebook notebook;

    public LessonCellTests() => notebook = new TestNotebook(course.Options);

    [Fact]
    public async Task Without_a_learner_the_cells_only_show_and_note_nothing()
    {
        await notebook.TextAsync("var seen = 33.4;");
        var first = await notebook.TextAsync("#!predict 02 third-pod");
        Assert.Equal(
            """
            Guess before you go on
            third-pod: Which share of the requests does the third of three Pods get?
              #!predict 02 third-pod NUMBER (a number, in %)
            The next cells show it. A wrong guess costs nothing: it is what one learns from.
            """.ReplaceLineEndings("\n"),
            first);
        Assert.Equal("Seen: 33.4 %", (await notebook.TextAsync("#!reveal 02 third-pod {{seen}}"))!.Split('\n')[0]);
        Assert.Contains("  b  Each rule sees only what is left.", await notebook.TextAsync("#!question 02 why"), StringComparison.Ordinal);
        Assert.Equal(first, await notebook.TextAsync("#!predict 2 third-pod"));
        Assert.Empty(course.Progress.Store.Read().Lessons);
    }

    [Theory]
    [InlineData("33", "✓ Your guess was right", "Each gets a third.")]
    [InlineData("50 %", "✗ Your guess was not right", "The last rule takes what is left, a third.")]
    public async Task A_guess_is_held_against_what_was_seen(string guess, string verdict, string why)
    {
        Assert.Contains($"Your guess is noted: {guess.Split(' ')[0]} %", await notebook.TextAsync($"#!predict 02 third-pod {guess}"), StringComparison.Ordinal);
        Assert.Contains("Your guess so far", await notebook.TextAsync("#!predict 02 third-pod"), StringComparison.Ordinal);
        await notebook.TextAsync("var seen = 33.4;");
        var text = (await notebook.TextAsync("#!reveal 02 third-pod {{seen}}"))!;
        Assert.StartsWith(verdict, text, StringComparison.Ordinal);
        Assert.Contains("Seen: 33.4 %", text, StringComparison.Ordinal);
        Assert.Contains(why, text, StringComparison.Ordinal);
        Assert.Contains("A guess after that is noted no more.", await notebook.TextAsync("#!predict 02 third-pod 33"), StringComparison.Ordinal);
        Assert.Contains($"{(verdict[0] == '✓' ? 1 : 0)} of 1 prediction right", await notebook.TextAsync("#!progress"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_wrongly_then_rightly_and_a_restart_forgets_nothing()
    {
        var wrong = await notebook.TextAsync("#!question 02 why a");
        Assert.StartsWith("✗ Not right", wrong, StringComparison.Ordinal);
        Assert.Contains("It gets no more than the others.", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("what is left", wrong, StringComparison.Ordinal);
        Assert.StartsWith("✓ Right", await notebook.TextAsync("#!question 02 why B"), StringComparison.Ordinal);

        await using var later = new TestNotebook(course.Options);
        Assert.Contains("1 of 3 questions of the lessons answered rightly", await later.TextAsync("#!progress"), StringComparison.Ordinal);
        Assert.Matches(@"02 +Three Pods: how random is random\? +20 +1 of 3", await later.TextAsync("#!progress"));
    }

    [Fact]
    public async Task A_right_answer_may_be_what_the_lab_knows()
    {
        await notebook.TextAsync("lab.Name");
        Assert.StartsWith("✗ Not right", await notebook.TextAsync("#!question 02 address 10.96.0.11"), StringComparison.Ordinal);
        Assert.StartsWith("✓ Right", await notebook.TextAsync("#!question 02 address 10.96.0.10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_a_line_is_told_with_what_would_be_right()
    {
        Assert.Contains("Which one of lesson 02? There is third-pod.", await notebook.ErrorAsync("#!predict 02"), StringComparison.Ordinal);
        Assert.Contains("Did you mean \"third-pod\"", await notebook.ErrorAsync("#!predict 02 thirdpod"), StringComparison.Ordinal);
        Assert.Contains("What was seen?", await notebook.ErrorAsync("#!reveal 02 third-pod"), StringComparison.Ordinal);
        Assert.Contains("there is no C# variable", await notebook.ErrorAsync("#!reveal 02 third-pod {{seen}}"), StringComparison.Ordinal);
        Assert.Contains("number", await notebook.ErrorAsync("#!predict 02 third-pod many"), StringComparison.Ordinal);
        Assert.Contains("There is no lesson \"33\"", await notebook.ErrorAsync("#!question 33 why"), StringComparison.Ordinal);
        Assert.Contains("\"all\" is not understood here.", await notebook.ErrorAsync("#!progress all"), StringComparison.Ordinal);
        Assert.Empty(course.Progress.Store.Read().Lessons);
    }

    [Theory]
    [InlineData("#!exercise |", "07 08 09")]
    [InlineData("#!exercise lost|", "07-lost-service")]
    [InlineData("#!check 0|", "07 08 09")]
    [InlineData("#!reset 07 --|", "--new")]
    [InlineData("#!answer 07 |", "target")]
    [InlineData("#!answer 09 ends |", "answered refused timeout")]
    [InlineData("#!answer 07\nta|", "target:")]
    [InlineData("#!predict |", "02")]
    [InlineData("#!predict 02 |", "third-pod")]
    [InlineData("#!reveal 02 th|", "third-pod")]
    [InlineData("#!question 02 |", "why address pods")]
    [InlineData("#!question 02 why |", "a b")]
    [InlineData("#!question 99 |", "")]
    public async Task Tab_completes_numbers_names_questions_and_letters(string code, string completions)
    {
        Assert.Equal(completions.Split(' ', StringSplitOptions.RemoveEmptyEntries), await notebook.CompleteAsync(code));
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }

    [Theory]
    [InlineData("#!exercise 0|7", "Exercise 07 The Service that finds nobody\nRepair: find what is broken, and mend it. About 5 minutes.\nIts questions: target.\n\n#!exercise [EXERCISE]")]
    [InlineData("#!question 02 wh|y", "Lesson 02 Three Pods: how random is random?\nYou can say which share a Pod gets.\nIts questions: third-pod, why, address, pods.")]
    [InlineData("#!progress |", "#!progress")]
    public async Task Help_says_what_the_exercise_or_lesson_is_about(string code, string help)
    {
        Assert.StartsWith(help, await notebook.InspectAsync(code), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await notebook.DisposeAsync();
        course.Dispose();
    }
}
