using System.Text.Json;

namespace Learn.Course.Tests.Proving;

public sealed class LessonProofTests : IDisposable
{
    private const string Definition = """
        title: T
        goal: G
        minutes: 20
        predictions:
          - {id: third-pod, ask: How many?, kind: number, right: So it is, as the numbers of this run show., wrong: Count again.}
        questions:
          - {id: one, ask: Why?, kind: word, answer: x, right: Yes.}
          - {id: two, ask: Why?, kind: word, answer: x, right: Yes.}
          - {id: three, ask: Why?, kind: word, answer: x, right: Yes.}
        """;

    private static readonly (string Id, string Kind, string Source)[] Sound =
    [
        ("title", "markdown", "# 02 · Three\n\n![Three boxes](three.png)"),
        ("guess", "code", "#!predict 02 third-pod"),
        ("try", "code", "#!curl http://web"),
        ("seen", "code", "#!reveal 02 third-pod {{seen}}"),
        ("ask-one", "code", "#!question 02 one"),
        ("ask-two", "code", "#!question 02 two"),
        ("ask-three", "code", "#!question 02-three-pods three"),
    ];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CourseFolder course = new();

    [Fact]
    public void A_whole_lesson_holds() => Assert.Equal("", Problems(Sound));

    [Theory]
    [InlineData(1, "guess", "#!predict 02 third-pod 100", "nothing is hidden in the notebook: the cell guess answers itself: 100")]
    [InlineData(4, "ask-one", "#!question 02 one x", "nothing is hidden in the notebook: the cell ask-one answers itself: x")]
    [InlineData(4, "ask-one", "#!question 03 one", "cells ask what the definition knows, and all of it: the cell ask-one asks lesson 03")]
    [InlineData(4, "ask-one", "#!question 02 won", "cells ask what the definition knows, and all of it: the cell ask-one names \"won\", which the definition does not have; no cell asks \"one\"")]
    [InlineData(4, "title", "#!question 02 one", "ids of cells are unique and in small letters: the id \"title\" stands 2 times")]
    [InlineData(4, "Ask", "#!question 02 one", "ids of cells are unique and in small letters: the id \"Ask\" is not in small letters, digits and hyphens")]
    [InlineData(3, "seen", "#!curl http://web", "cells ask what the definition knows, and all of it: no cell reveals \"third-pod\"")]
    [InlineData(2, "try", "// So it is, as the numbers of this run show.", "nothing is hidden in the notebook: it has the feedback \"So it is, as the numbers of this run show.\" in it")]
    [InlineData(2, "try", "<details>x</details>", "nothing is hidden in the notebook: the cell try hides something")]
    public void What_is_wrong_in_a_cell_is_told(int index, string id, string source, string problem)
        => Assert.Equal(problem, Problems([.. Sound[..index], (id, "code", source), .. Sound[(index + 1)..]]));

    [Theory]
    [InlineData("![](three.png)", "pictures have alt text: not so: ![](three.png)")]
    [InlineData("<img src='three.png'>", "pictures have alt text: not so: <img src='three.png'>")]
    [InlineData("`![](three.png)` and ![three](three.png)", "")]
    public void A_picture_says_in_words_what_it_shows(string markdown, string problem) => Assert.Equal(problem, Problems([("title", "markdown", markdown), .. Sound[1..]]));

    [Fact]
    public void A_guess_is_asked_for_before_it_is_revealed()
        => Assert.Equal("each guess is asked for before it is revealed: \"third-pod\" is revealed first", Problems([Sound[0], Sound[3], .. Sound[1..3], .. Sound[4..]]));

    [Fact]
    public void A_lesson_that_asks_too_little_is_told()
    {
        string problems = Problems(Sound[..1], "title: T\ngoal: G\nminutes: 20\n");
        Assert.Equal("it asks three questions or more, and for a guess: it asks 0 questions; it has no prediction", problems);
    }

    [Fact]
    public void What_cannot_be_read_is_told()
    {
        Assert.StartsWith("its files can be read: 02-three-pods.yaml:1: ", Problems(Sound, "titel: T"), StringComparison.Ordinal);
        course.Write("notebooks/02-three-pods.ipynb", "{}");
        Assert.StartsWith("its files can be read: ", Problems(null), StringComparison.Ordinal);
    }

    public void Dispose() => course.Dispose();

    private string Problems((string Id, string Kind, string Source)[]? cells, string definition = Definition)
    {
        course.Write("notebooks/02-three-pods.yaml", definition.Replace("right: So it is, as", "right: \"So it is, as", StringComparison.Ordinal).Replace("show.,", "show.\",", StringComparison.Ordinal));
        if (cells is not null)
        {
            var notebook = new { cells = cells.Select(cell => new { id = cell.Id, cell_type = cell.Kind, metadata = new { tags = new[] { "key-result" } }, source = new[] { cell.Source } }) };
            course.Write("notebooks/02-three-pods.ipynb", JsonSerializer.Serialize(notebook, Readable));
        }

        return string.Join('\n', LessonProof.Of(CourseCatalog.Load(course.Path).FindLesson("02")).Failures.Select(failure => $"{failure.Claim}: {failure.Detail}"));
    }
}
