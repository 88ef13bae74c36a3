namespace Learn.Course.Tests.Questions;

public sealed class AnswerJudgementTests
{
    private static readonly QuestionDefinition Choice = new()
    {
        Id = "why",
        Kind = QuestionKind.Choice,
        Options = [new() { Letter = "a", Text = "A", Feedback = "A is not it." }, new() { Letter = "b", Text = "B" }, new() { Letter = "c", Text = "C", Feedback = "C is not it." }],
        Right = "Because.",
        Wrong = "Look again.",
    };

    [Theory]
    [InlineData(QuestionKind.Choice, null, 0, "b", "b", true)]
    [InlineData(QuestionKind.Choice, null, 0, " B) ", "b", true)]
    [InlineData(QuestionKind.Choice, null, 0, "a", "b", false)]
    [InlineData(QuestionKind.Several, null, 0, "c, a", "a, c", true)]
    [InlineData(QuestionKind.Several, null, 0, "a and c", "a, c", true)]
    [InlineData(QuestionKind.Several, null, 0, "ca", "a, c", true)]
    [InlineData(QuestionKind.Several, null, 0, "a", "a, c", false)]
    [InlineData(QuestionKind.Number, "%", 0.5, "33", "33.333333333", true)]
    [InlineData(QuestionKind.Number, "%", 0.5, "33,3 %", "33.333333333", true)]
    [InlineData(QuestionKind.Number, "%", 0.5, "33 percent", "33.333333333", true)]
    [InlineData(QuestionKind.Number, "%", 0.3, "33", "33.333333333", false)]
    [InlineData(QuestionKind.Number, "requests", 0, "1,000 requests", "1000", true)]
    [InlineData(QuestionKind.Number, "requests", 0, "1 request", "1", true)]
    [InlineData(QuestionKind.Number, null, 0, "0,125", "0.125", true)]
    [InlineData(QuestionKind.Number, null, 0, ".5", "0.5", true)]
    [InlineData(QuestionKind.Word, null, 0, " kube-svc-ABC ", "KUBE-SVC-ABC", true)]
    [InlineData(QuestionKind.Word, null, 0, "web-2", "web-1", false)]
    [InlineData(QuestionKind.Address, null, 0, "FD00:10:96:0::A", "fd00:10:96::a", true)]
    [InlineData(QuestionKind.Address, null, 0, "[fd00::a]", "fd00::a", true)]
    [InlineData(QuestionKind.Address, null, 0, "10.96.0.1", "10.96.0.10", false)]
    [InlineData(QuestionKind.Outcome, null, 0, "connection refused", "refused", true)]
    [InlineData(QuestionKind.Outcome, null, 0, "time out", "timeout", true)]
    [InlineData(QuestionKind.Outcome, null, 0, "Timed out", "timeout", true)]
    [InlineData(QuestionKind.Outcome, null, 0, "answered", "timeout", false)]
    public void Answers_are_held_against_the_right_one(QuestionKind kind, string? unit, double tolerance, string given, string right, bool isRight)
        => Assert.Equal(isRight, AnswerJudgement.Of(Choice with { Kind = kind, Unit = unit, Tolerance = tolerance }, given, right).IsRight);

    [Theory]
    [InlineData(QuestionKind.Choice, null, "d", "There is no option d. Answer with one letter of a, b, c.")]
    [InlineData(QuestionKind.Choice, null, "a, b", "Only one option is right, and you named a and b. Answer with one letter of a, b, c.")]
    [InlineData(QuestionKind.Choice, null, "the second", "\"the second\" is none of the letters. Answer with one letter of a, b, c.")]
    [InlineData(QuestionKind.Number, "requests", "5 apples", "\"5 apples\" is no number of requests. Answer with a number such as 12 or 12 requests.")]
    [InlineData(QuestionKind.Number, "%", "1/3", "\"1/3\" is no number. Answer with a number such as 12 or 12.5 %.")]
    [InlineData(QuestionKind.Address, null, "10.1", "\"10.1\" is no IP address. Answer with an address such as 192.0.2.1 or 2001:db8::1, without a port.")]
    [InlineData(QuestionKind.Outcome, null, "perhaps", "\"perhaps\" is no end of a request. Answer with answered, refused or timeout.")]
    [InlineData(QuestionKind.Word, null, "  ", "The answer to \"why\" is empty. Answer with a word.")]
    public void What_is_no_answer_is_answered_with_what_would_be(QuestionKind kind, string? unit, string given, string message)
        => Assert.Equal(message, Assert.Throws<CourseException>(() => AnswerJudgement.Of(Choice with { Kind = kind, Unit = unit }, given, "a")).Message);

    [Theory]
    [InlineData(QuestionKind.Choice, "a", "b", "A is not it.")]
    [InlineData(QuestionKind.Choice, "b", "b", "Because.")]
    [InlineData(QuestionKind.Choice, "b", "a", "Look again.")]
    [InlineData(QuestionKind.Several, "a, c", "b", "a: A is not it. c: C is not it.")]
    [InlineData(QuestionKind.Several, "b", "a, b", "Look again.")]
    [InlineData(QuestionKind.Word, "x", "y", "Look again.")]
    public void Feedback_speaks_to_what_was_chosen(QuestionKind kind, string given, string right, string feedback)
        => Assert.Equal(feedback, AnswerJudgement.Of(Choice with { Kind = kind }, given, right).Feedback);

    [Fact]
    public void A_share_that_was_written_as_a_fraction_is_noticed()
    {
        var question = new QuestionDefinition { Id = "share", Kind = QuestionKind.Number, Unit = "%", Tolerance = 1 };
        Assert.Equal("Mind that the answer is in percent.", AnswerJudgement.Of(question, "0.33", "33.3").Feedback);
        Assert.Equal("That is not right.", AnswerJudgement.Of(question, "50", "33.3").Feedback);
    }
}
