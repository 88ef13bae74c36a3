namespace Learn.Course.Tests.Proving;

public sealed class CourseFilesTests
{
    [Fact]
    public void What_nothing_covers_is_told_and_what_does_not_exist()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise.Replace("beliefs: [13]", "beliefs: [1, 40]", StringComparison.Ordinal));
        course.Write("exercises/beliefs.yaml", "1: {text: A, verdict: half}\n2: {text: B, verdict: 'true'}\n");
        course.Write("docs/examples/features/no-endpoints.yaml", "");
        course.Write("docs/examples/features/hairpin.yaml", "");
        var coverage = CourseCoverage.Of(CourseCatalog.Load(course.Path));
        Assert.Equal([2], coverage.MissingBeliefs);
        Assert.Equal(["hairpin"], coverage.MissingFeatures);
        Assert.Equal(["exercise 07-wrong-selector"], coverage.Beliefs[1]);
        Assert.Equal(["exercise 07-wrong-selector: there is no belief 40"], coverage.Problems);
        Assert.Equal(["nothing does it for: 2", "nothing does it for: hairpin", "exercise 07-wrong-selector: there is no belief 40"], coverage.Results.Select(result => result.Detail));
    }

    [Theory]
    [InlineData("1: {text: A}", "beliefs.yaml:1: 1: \"verdict\" is missing or empty; expected true, false, half or depends")]
    [InlineData("1: {text: A, verdict: perhaps}", "beliefs.yaml:1: 1.verdict: expected one of true, false, half, depends, found \"perhaps\"")]
    [InlineData("one: {text: A, verdict: half}", "beliefs.yaml:1: one: expected the number of a belief, found \"one\"")]
    [InlineData("- A", "beliefs.yaml:1: expected names with values, found a list")]
    public void Beliefs_are_read_strictly(string text, string message)
    {
        using var course = new CourseFolder();
        course.Write("exercises/beliefs.yaml", text);
        Assert.Equal(message, Assert.Throws<CourseException>(() => CourseCatalog.Load(course.Path).Beliefs).Message);
    }

    [Theory]
    [InlineData("[a](https://example.org/x#y) [b](#down)\n\n## Down", "")]
    [InlineData("[a](start/web.yaml) ![b](<start/web.yaml>)", "")]
    [InlineData("[a](start/wep.yaml)", "start/wep.yaml leads nowhere")]
    [InlineData("[a](#up)", "#up: there is no such heading")]
    [InlineData("[a](../../docs/page.md#one--two)", "")]
    [InlineData("[a](../../docs/page.md#three)", "../../docs/page.md#three: there is no such heading")]
    [InlineData("`[a](nowhere.md)`\n\n```md\n[b](nowhere.md)\n```", "")]
    [InlineData("<a href=\"nowhere.md\">x</a>", "nowhere.md leads nowhere")]
    [InlineData("[a]: nowhere.md", "nowhere.md leads nowhere")]
    public void Links_lead_somewhere(string markdown, string problem)
    {
        using var course = CourseFolder.With(CourseFolder.Exercise.Replace("  The Service {{ name }} has {{ pods }} Pods.", string.Join('\n', markdown.Split('\n').Select(line => $"  {line}")), StringComparison.Ordinal));
        course.Write("docs/page.md", "# One · *two*\n");
        Assert.Equal(problem, Assert.Single(CourseLinks.Of(CourseCatalog.Load(course.Path)).Results).Detail);
    }

    [Theory]
    [InlineData("nudge: Think.", "nudge: Think of {{ nobody }}.", "every text renders, whatever is drawn (12 seeds): seed 1: exercise.yaml.hints[0].nudge: 07-wrong-selector: The template \"Think of {{ nobody }}.\" asks for nobody")]
    [InlineData("  - nudge: Think.", "  - check: answers\n    nudge: Think.", "each check that can fail has a hint: the check reason has none")]
    [InlineData("from: 2, to: 5, not: [pods]", "from: 2, to: 2, not: [pods]", "every text renders, whatever is drawn (12 seeds): seed ")]
    [InlineData("explanation: Because of the selector.", "explanation: '![](x.png)'", "pictures have alt text: exercise.yaml.explanation: ![](x.png)")]
    public async Task What_the_files_of_an_exercise_tell_is_proved_without_a_lab(string before, string after, string problem)
    {
        using var course = CourseFolder.With(CourseFolder.Exercise.Replace(before, after, StringComparison.Ordinal));
        var report = await ExerciseProof.RunAsync(course.Only(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.StartsWith(problem, string.Join('\n', report.Failures.Select(failure => $"{failure.Claim}: {failure.Detail}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_in_a_file_is_proved_too()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        course.Write("exercises/07-wrong-selector/start/web.yaml", "kind: {{ kinds }}");
        var report = await ExerciseProof.RunAsync(course.Only(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("seed 1: start/web.yaml: 07-wrong-selector: The template \"kind: {{ kinds }}\" asks for kinds", Assert.Single(report.Failures).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_proved_alone_must_exist()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        var options = new CourseProofOptions { Only = ["08"], WithLabs = false };
        Assert.Equal(
            "There is neither an exercise nor a lesson \"08\".",
            (await Assert.ThrowsAsync<CourseException>(() => CourseProof.RunAsync(CourseCatalog.Load(course.Path), options, cancellationToken: TestContext.Current.CancellationToken))).Message);
    }
}
