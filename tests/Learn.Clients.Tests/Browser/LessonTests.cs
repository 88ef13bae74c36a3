using Learn.Clients.Tests.Jupyter;
using Learn.Course;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Clients.Tests.Browser;

/// <summary>Lessons in a browser, as a learner works through them: guess, run, see, answer, come back later.</summary>
public sealed class LessonTests(JupyterHome home, BrowserFixture browser)
{
    [Theory]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("06")]
    public async Task A_learner_guesses_runs_the_lesson_answers_a_question_and_finds_it_all_again(string number)
    {
        var lesson = CourseNotebooks.Course.FindLesson(number);
        var (guessed, asked) = (lesson.Definition.Predictions[0], lesson.Definition.Questions.First(question => question.Kind == QuestionKind.Choice));
        await using var server = await NotebookServer.StartAsync(home);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 900 } });
        await using var notebook = await NotebookPage.OpenAsync(context, server, await CourseNotebooks.CopyAsync(home, lesson));

        // The guess comes first: it is written behind the question.
        var predict = await notebook.CellThatBeginsAsync($"#!predict {number} {guessed.Id}");
        await notebook.AppendAsync(predict, $" {WrongOrRight(guessed)}");
        await notebook.RunAllAsync();
        await notebook.OutputShowsAsync(predict, "Your guess is noted");
        var reveal = await notebook.CellThatBeginsAsync($"#!reveal {number} {guessed.Id}");
        await notebook.OutputShowsAsync(reveal, "Your guess was");
        await Pictures.KeepAsync(notebook.OutputOf(reveal), $"lesson-{number}-reveal");
        Assert.NotNull(Progress(lesson).Predictions[guessed.Id].Seen);
        if (number == "02")
        {
            await Pictures.KeepPageAsync(notebook, await notebook.CellThatBeginsAsync("#!curl"), "lesson-02-page");
        }

        // Then the questions: first a wrong letter, which gets its own feedback, then the right one.
        var question = await notebook.CellThatBeginsAsync($"#!question {number} {asked.Id}");
        var wrong = asked.Options.First(option => option.Letter != asked.Answer);
        await notebook.OutputShowsAsync(question, $"#!question {number} {asked.Id} LETTER");
        await notebook.AppendAsync(question, $" {wrong.Letter}");
        await notebook.RunSelectedAsync();
        await notebook.OutputShowsAsync(question, "✗ Not right");
        await Pictures.KeepAsync(notebook.OutputOf(question), $"lesson-{number}-wrong");
        await notebook.ReplaceAsync(question, $"#!question {number} {asked.Id} {asked.Answer}");
        await notebook.RunSelectedAsync();
        await notebook.OutputShowsAsync(question, "✓ Right");

        // What was answered is still there after the page was loaded again, and after the kernel was restarted.
        await notebook.SaveAndReloadAsync();
        await notebook.OutputShowsAsync(question, "✓ Right");
        await notebook.RestartAsync();
        var cell = await notebook.AddCellAsync();
        await notebook.TypeAndRunAsync("#!progress");
        await notebook.OutputShowsAsync(cell, "Your progress");
        await notebook.OutputShowsAsync(cell, $"1 of {lesson.Definition.Questions.Length}");
        await Pictures.KeepAsync(notebook.OutputOf(cell), $"lesson-{number}-progress");
        Assert.True(Progress(lesson).Questions[asked.Id].Right);
        Assert.Equal(2, Progress(lesson).Questions[asked.Id].Times);
    }

    private static string WrongOrRight(QuestionDefinition question) => question.Kind switch
    {
        QuestionKind.Choice or QuestionKind.Several => question.Options[0].Letter,
        QuestionKind.Number => "42",
        QuestionKind.Address => "10.96.0.1",
        QuestionKind.Outcome => "refused",
        _ => "web",
    };

    private LessonProgress Progress(Lesson lesson) => home.Progress.Read().Lessons[lesson.Id];
}
