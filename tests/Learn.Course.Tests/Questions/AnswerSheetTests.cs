using System.Collections.Immutable;

namespace Learn.Course.Tests.Questions;

/// <summary>The file in which a learner writes answers.</summary>
public sealed class AnswerSheetTests
{
    private static readonly QuestionDefinition[] Questions =
    [
        new() { Id = "share", Ask = "Which share does `web-1` get?", Kind = QuestionKind.Number, Unit = "%" },
        new() { Id = "why", Ask = "Why?", Kind = QuestionKind.Several, Options = [new() { Letter = "a", Text = "A die." }, new() { Letter = "b", Text = "A turn." }] },
    ];

    private static readonly string[] Ids = ["share", "why"];

    [Fact]
    public void A_fresh_sheet_asks_everything_and_answers_nothing()
    {
        string sheet = AnswerSheet.Write(["Exercise 07"], Questions, ImmutableSortedDictionary<string, string>.Empty);

        Assert.Equal("""
            # Exercise 07

            # Which share does `web-1` get?
            # → a number (%)
            share:

            # Why?
            #   a  A die.
            #   b  A turn.
            # → all letters that are right, as in: a, c
            why:

            """, sheet);
        Assert.Empty(AnswerSheet.Read(sheet, "answers.yaml", Ids));
    }

    [Theory]
    [InlineData("33")]
    [InlineData("33 %")]
    [InlineData("a, c")]
    [InlineData("fd00:10::1")]
    [InlineData("KUBE-SVC-LOLE4ISW44XBNF3G")]
    [InlineData("it's: \"so\" # or not")]
    [InlineData("- no list")]
    [InlineData("true")]
    public void What_is_written_is_read_again(string answer)
    {
        string sheet = AnswerSheet.Write([], Questions, ImmutableSortedDictionary<string, string>.Empty.Add("share", answer));
        Assert.Equal(answer, AnswerSheet.Read(sheet, "answers.yaml", Ids)["share"]);

        string changed = AnswerSheet.With(sheet, "why", answer);
        Assert.Equal(answer, AnswerSheet.Read(changed, "answers.yaml", Ids)["why"]);
        Assert.Equal(sheet.Split('\n').Length, changed.Split('\n').Length);
    }

    [Theory]
    [InlineData("why: [a, b]", "a, b")]
    [InlineData("why: \" b \"", "b")]
    [InlineData("# a remark of mine\nwhy: b # surely", "b")]
    public void Learners_may_write_it_in_their_own_way(string text, string answer) => Assert.Equal(answer, AnswerSheet.Read(text, "answers.yaml", Ids)["why"]);

    [Theory]
    [InlineData("share: 3\nwhere: here", "answers.yaml, line 2: there is no question \"where\". The questions are: share, why.")]
    [InlineData("share 33", "answers.yaml, line 1: expected lines of the form")]
    [InlineData("share: [1", "answers.yaml, line ")]
    [InlineData("share: {a: 1}", "answers.yaml, line 1: the answer to \"share\"")]
    public void Mistakes_are_told_with_their_line(string text, string says)
        => Assert.Contains(says, Assert.Throws<CourseException>(() => AnswerSheet.Read(text, "answers.yaml", Ids)).Message, StringComparison.Ordinal);
}
