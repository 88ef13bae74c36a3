using System.Collections.Immutable;

namespace Learn.Course.Tests.Checks;

/// <summary>Answers, and guesses against experiments.</summary>
public sealed class PredictionCheckTests(CheckLab scene) : IClassFixture<CheckLab>
{
    private static readonly QuestionDefinition Outcome = new() { Id = "q", Ask = "How does it end?", Kind = QuestionKind.Outcome, Right = "So it is.", Wrong = "Think of {{ name }}." };

    [Fact]
    public async Task Without_a_guess_the_experiment_does_not_run()
    {
        var result = await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Run = "exit 1" }), null, Outcome);

        Assert.Equal(CheckVerdict.Unanswered, result.Verdict);
        Assert.Equal("Your guess for the question \"q\", before the experiment runs.", result.Expected);
        Assert.Equal("There is no guess yet, so the experiment did not run.", result.Seen);
    }

    [Fact]
    public async Task A_guess_is_held_against_what_is_seen()
    {
        var predict = new PredictionCheckDefinition { Question = "q", Traffic = new TrafficCheckDefinition { To = "http://empty" } };
        var right = await scene.CheckAsync(Of(predict), "refused", Outcome);
        Assert.Equal((CheckVerdict.Passed, "Seen: refused. So it is."), (right.Verdict, right.Remark));
        var wrong = await scene.CheckAsync(Of(predict), "timeout", Outcome);
        Assert.Equal((CheckVerdict.Failed, "The experiment shows refused."), (wrong.Verdict, wrong.Seen));
        Assert.Equal("Your guess \"timeout\" is what the experiment shows.", wrong.Expected);
        Assert.Contains("Think of web.", wrong.Remark, StringComparison.Ordinal);
        Assert.StartsWith("#!curl http://empty\n", wrong.Experiment, StringComparison.Ordinal);
        var odd = await scene.CheckAsync(Of(predict), "perhaps", Outcome);
        Assert.StartsWith("Your answer cannot be understood: \"perhaps\" is no end of a request.", odd.Seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ends", "http://web", "toolbox", QuestionKind.Outcome, "answered", 0)]
    [InlineData("ends", "http://web:81", "toolbox", QuestionKind.Outcome, "timeout", 0)]
    [InlineData("pods", "http://web", "toolbox", QuestionKind.Number, "3", 0)]
    [InlineData("share of web-2", "http://web", "toolbox", QuestionKind.Number, "33 %", 11)]
    [InlineData("percent failed", "http://empty", "toolbox", QuestionKind.Number, "100", 0)]
    [InlineData("failed", "http://web", "toolbox", QuestionKind.Number, "0", 0)]
    [InlineData("source", "http://web", "client", QuestionKind.Word, "nobody answered", 0)]
    public async Task What_is_observed_is_written_as_people_write_it(string observe, string to, string from, QuestionKind kind, string guess, double tolerance)
    {
        var question = new QuestionDefinition { Id = "q", Ask = "?", Kind = kind, Tolerance = tolerance, Unit = kind == QuestionKind.Number ? "%" : null };
        var result = await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Observe = observe, Traffic = new TrafficCheckDefinition { To = to, From = from } }), guess, question);

        Assert.True(result.Verdict == CheckVerdict.Passed, result.ToString());
    }

    [Fact]
    public async Task Of_sentences_to_choose_from_the_one_is_right_that_names_what_is_seen()
    {
        var question = new QuestionDefinition
        {
            Id = "q", Ask = "?", Kind = QuestionKind.Choice,
            Options = [new OptionDefinition { Letter = "a", Text = "It is refused.", Feedback = "A." }, new OptionDefinition { Letter = "b", Text = "It runs into a timeout.", Feedback = "B." }],
        };
        var predict = Of(new PredictionCheckDefinition { Question = "q", Walk = new WalkCheckDefinition { To = "empty:80" } });
        Assert.Equal(CheckVerdict.Passed, (await scene.CheckAsync(predict, "a", question)).Verdict);
        Assert.Equal(CheckVerdict.Failed, (await scene.CheckAsync(predict, "b", question)).Verdict);
        var broken = await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Run = "echo neither" }), "a", question);
        Assert.Equal("The experiment of question \"q\" shows \"neither\", which none of its options names.", broken.Seen);
    }

    [Fact]
    public async Task A_command_and_a_walk_can_decide_as_well()
    {
        var number = new QuestionDefinition { Id = "q", Ask = "?", Kind = QuestionKind.Number };
        Assert.Equal(CheckVerdict.Passed, (await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Run = "echo $((6 * 7))" }), "42", number)).Verdict);
        Assert.Equal(CheckVerdict.Passed, (await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Observe = "share of web-1", Walk = new WalkCheckDefinition { To = "web:80" } }), "33.3", number)).Verdict);
        Assert.Equal(CheckVerdict.Passed, (await scene.CheckAsync(Of(new PredictionCheckDefinition { Question = "q", Observe = "pods", Walk = new WalkCheckDefinition { To = "web:80" } }), "3", number)).Verdict);
    }

    [Fact]
    public async Task An_answer_is_judged_with_its_feedback()
    {
        var question = new QuestionDefinition { Id = "q", Ask = "?", Kind = QuestionKind.Number, Answer = "{{ pods }}", Right = "Yes, {{ pods }}.", Wrong = "Count." };
        var check = new CheckDefinition { Answer = "q" };
        var missing = await scene.CheckAsync(check, null, question);
        Assert.Equal((CheckVerdict.Unanswered, "An answer to the question \"q\".", "There is no answer yet."), (missing.Verdict, missing.Expected, missing.Seen));
        var right = await scene.CheckAsync(check, "3", question);
        Assert.Equal((CheckVerdict.Passed, "Yes, 3."), (right.Verdict, right.Remark));
        var wrong = await scene.CheckAsync(check, "4", question);
        Assert.Equal((CheckVerdict.Failed, "The answer \"4\" is not right."), (wrong.Verdict, wrong.Seen));
        Assert.Contains("Count.", wrong.Remark, StringComparison.Ordinal);
        Assert.StartsWith("Your answer cannot be understood: \"many\" is no number.", (await scene.CheckAsync(check, "many", question)).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_observed_stands_in_the_report()
    {
        await using var run = await scene.StartAsync(new ExerciseDefinition
        {
            Questions = [Outcome],
            Checks = [Of(new PredictionCheckDefinition { Question = "q", Traffic = new TrafficCheckDefinition { To = "http://empty" } }) with { Id = "p", Title = "P" }],
        });
        var report = await run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty.Add("q", "answered"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("refused", report.Observed["q"]);
        Assert.False(report.Passed);
        Assert.Equal("p", report.FirstFailure!.Id);
    }

    private static CheckDefinition Of(PredictionCheckDefinition predict) => new() { Predict = predict };
}
