namespace Learn.Course.Tests.Lessons;

public sealed class LessonSessionTests : IDisposable
{
    private readonly CourseFolder course = new();
    private readonly LessonSession session;

    public LessonSessionTests()
    {
        course.Write("notebooks/02-three-pods.ipynb", "{}");
        course.Write("notebooks/02-three-pods.yaml", """
            title: T
            goal: G
            minutes: 20
            predictions:
              - {id: third-pod, ask: How many?, kind: number, tolerance: 20, right: So it is., wrong: Count again.}
            questions:
              - {id: why, ask: Why?, kind: choice, options: {a: {text: A, feedback: Not A.}, b: B}, answer: b, right: Yes.}
            """);
        session = new LessonSession(CourseCatalog.Load(course.Path).FindLesson("02"), new ProgressStore(Path.Combine(course.Path, "progress.yaml")));
    }

    [Fact]
    public void A_guess_is_held_against_what_was_seen()
    {
        session.Predict("third-pod", "90");
        Assert.Equal("100", session.Predict("third-pod", "100").Guess);
        var (guess, judgement) = session.Reveal("third-pod", "112");
        Assert.Equal((true, "112", "So it is."), (guess!.Right, guess.Seen, judgement!.Feedback));
    }

    [Fact]
    public void After_the_reveal_no_other_guess_is_noted()
    {
        session.Predict("third-pod", "10");
        Assert.False(session.Reveal("third-pod", "100").Judgement!.IsRight);
        Assert.Equal("10", session.Predict("third-pod", "100").Guess);
        Assert.Equal("100", session.Reveal("third-pod", "20").Guess!.Seen);
    }

    [Fact]
    public void Without_a_guess_the_reveal_only_says_so()
    {
        Assert.Equal((null, null), session.Reveal("third-pod", "100"));
        Assert.Empty(session.Progress.Predictions);
    }

    [Fact]
    public void Answers_are_counted()
    {
        Assert.Equal(new AnswerJudgement(false, "Not A."), session.Answer("why", "a"));
        Assert.Equal(new AnswerJudgement(true, "Yes."), session.Answer("why", "B"));
        var noted = session.Progress.Questions["why"];
        Assert.Equal(("B", true, 2), (noted.Answer, noted.Right, noted.Times));
    }

    [Fact]
    public void What_is_not_asked_cannot_be_answered()
    {
        Assert.Equal("The lesson 02 has no question \"third-pod\". It has: why.", Assert.Throws<CourseException>(() => session.Answer("third-pod", "1")).Message);
        Assert.Equal("The lesson 02 has no prediction \"third-pot\". Did you mean \"third-pod\"?", Assert.Throws<CourseException>(() => session.Predict("third-pot", "1")).Message);
        Assert.Throws<CourseException>(() => session.Predict("third-pod", "many"));
        Assert.Empty(session.Progress.Predictions);
    }

    public void Dispose() => course.Dispose();
}
