namespace Learn.Course.Tests.Reading;

public sealed class ExerciseReadingTests
{
    [Fact]
    public void Everything_that_stands_in_the_file_is_read()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        var exercise = course.Only().Definition;
        Assert.Equal(ExerciseKind.Repair, exercise.Kind);
        Assert.Equal("05", exercise.Lesson);
        Assert.Equal([13], exercise.Covers.Beliefs);
        Assert.Equal(["name", "pods", "other", "less"], exercise.Draw.Select(draw => draw.Key));
        Assert.Equal(["web", "shop", "blog"], exercise.Draw[0].Value.OneOf);
        Assert.Equal(("2", "5"), (exercise.Draw[1].Value.From, exercise.Draw[1].Value.To));
        Assert.Equal("{{ pods | minus: 1 }}", exercise.Draw[3].Value.Is);
        Assert.Equal("iptables -t nat -L\n", exercise.Start[1].Run);
        Assert.Equal([("a", "It is the wind."), ("b", "It is the rain.")], exercise.Questions[0].Options.Select(option => (option.Letter, option.Text)));
        Assert.Equal("5", exercise.Checks[0].Traffic!.Count);
        Assert.Equal(["app=web"], exercise.Checks[0].Traffic!.By);
        Assert.Equal("3", exercise.Checks[0].After[0].Replicas);
        Assert.Equal("nobody answered", exercise.Fails.Says);
    }

    [Theory]
    [InlineData("minutes: 10", "minutes: ten", "07-wrong-selector/exercise.yaml:4: minutes: expected a whole number, found \"ten\"")]
    [InlineData("minutes: 10", "minutes: 45", "07-wrong-selector/exercise.yaml:4: minutes: expected 3 to 30, found 45")]
    [InlineData("kind: repair", "kind: mend", "07-wrong-selector/exercise.yaml:2: kind: expected one of write, predict, repair, read, rules, explain, found \"mend\"")]
    [InlineData("title: Nobody answers", "titel: Nobody answers", "07-wrong-selector/exercise.yaml:1: titel: there is no such key here; did you mean \"title\"?\n07-wrong-selector/exercise.yaml:1: \"title\" is missing or empty")]
    [InlineData("    answer: why\n", "    answer: why\n    because:\n", "07-wrong-selector/exercise.yaml:39: checks[1].because: expected text, found nothing")]
    [InlineData("title: Nobody answers", "title: {{ name }}", "07-wrong-selector/exercise.yaml:1: title: expected text; a text that begins with {{ must stand in quotes")]
    [InlineData("    title: The Service answers\n", "", "07-wrong-selector/exercise.yaml:31: checks[0]: \"title\" is missing or empty")]
    [InlineData("id: reason", "id: answers", "07-wrong-selector/exercise.yaml:36: checks[1].id: \"answers\" stands twice; each needs an id of its own")]
    [InlineData("answer: why", "answer: whom", "07-wrong-selector/exercise.yaml:38: checks[1].answer: the exercise has no question \"whom\"; it has: why")]
    [InlineData("answer: why", "script: checks/x.csx", "07-wrong-selector/exercise.yaml:38: checks[1].script: there is no file \"checks/x.csx\" in 07-wrong-selector")]
    [InlineData("    answer: why\n", "", "07-wrong-selector/exercise.yaml:36: checks[1]: nothing is checked; expected one of traffic, object, rules, walk, held, answer, predict, script")]
    [InlineData("answer: why", "answer: why\n    held: {name: x}", "07-wrong-selector/exercise.yaml:36: checks[1]: held and answer are two checks; give each an id of its own")]
    [InlineData("  - nudge: Think.", "  - nudge: Think.\n    check: answer", "07-wrong-selector/exercise.yaml:41: hints[0].check: the exercise has no check \"answer\"; it has: answers, reason")]
    [InlineData("check: answers,", "check: other,", "07-wrong-selector/exercise.yaml:43: fails.check: the exercise has no check \"other\"; it has: answers, reason")]
    [InlineData("replicas: 3", "replica: 3", "07-wrong-selector/exercise.yaml:35: checks[0].after[0].replica: there is no such key here; did you mean \"replicas\"?")]
    [InlineData(", replicas: 3", "", "07-wrong-selector/exercise.yaml:35: checks[0].after[0]: \"scale\" and \"replicas\" stand together; \"replicas\" is missing")]
    [InlineData("start/web.yaml", "start/wep.yaml", "07-wrong-selector/exercise.yaml:16: start[0].apply: there is no file \"start/wep.yaml\" in 07-wrong-selector")]
    [InlineData("answer: a\n", "answer: c\n", "07-wrong-selector/exercise.yaml:29: questions[0].answer: expected one of a, b, found \"c\"")]
    [InlineData("answer: a\n", "answer: b\n", "07-wrong-selector/exercise.yaml:27: questions[0].options[0]: the wrong option a needs feedback: what speaks against it, and which experiment shows that")]
    [InlineData("pods: {from: 2, to: 5}", "pods: {from: 2}", "07-wrong-selector/exercise.yaml:12: draw.pods: expected oneOf, or from and to, or is")]
    [InlineData("needs: [lesson 03, exercise 02]", "needs: [lesson 3]", "07-wrong-selector/exercise.yaml:6: needs[0]: expected \"lesson 03\" or \"exercise 02\", found \"lesson 3\"")]
    [InlineData("goal:", "\tgoal:", "Line 3 is indented with a tab; YAML allows only spaces there.")]
    [InlineData("kind: repair", "kind: repair\nkind: read", "07-wrong-selector/exercise.yaml:3: this is not YAML: Duplicate key kind.")]
    public void What_is_wrong_is_told_with_file_line_and_field(string before, string after, string message)
    {
        string text = CourseFolder.Exercise.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(CourseFolder.Exercise, text);
        using var course = CourseFolder.With(text);
        string told = Assert.Throws<CourseException>(() => course.Only().Definition).Message;
        Assert.Contains(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_lines()
    {
        using var course = CourseFolder.With("title: T\nminutes: 1\ncolour: red\n");
        string[] told = Assert.Throws<CourseException>(() => course.Only().Definition).Message.Split('\n');
        Assert.True(told.Length >= 7, string.Join('\n', told));
        Assert.Contains("07-wrong-selector/exercise.yaml:2: minutes: expected 3 to 30, found 1", told);
        Assert.Contains("07-wrong-selector/exercise.yaml:1: \"explanation\" is missing or empty", told);
    }

    [Fact]
    public void A_folder_without_an_attempt_file_applies_its_manifests_and_scripts()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        course.Write("exercises/07-wrong-selector/solution/b.yaml", "kind: Service");
        course.Write("exercises/07-wrong-selector/solution/a.sh", "#!/bin/sh\n# on: node/node-2\niptables -S\n");
        var solution = course.Only().Solution()!;
        Assert.Equal("solution", solution.Name);
        Assert.Equal(("node/node-2", "b.yaml"), (solution.Definition.Actions[0].On, solution.Definition.Actions[1].Apply));
    }

    [Fact]
    public void Wrong_attempts_say_how_they_fail()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        course.Write("exercises/07-wrong-selector/wrong/rain/attempt.yaml", "text: It rains.\nanswers: {why: b}\nfails: {check: reason, says: Rain is wet}\n");
        var wrong = Assert.Single(course.Only().WrongAttempts());
        Assert.Equal(("rain", "b", "reason"), (wrong.Name, wrong.Definition.Answers["why"], wrong.Definition.Fails!.Check));

        course.Write("exercises/07-wrong-selector/wrong/rain/attempt.yaml", "answers: {who: b}\n");
        Assert.Equal(
            "07-wrong-selector/wrong/rain/attempt.yaml:1: answers.who: the exercise has no such question; it has: why\n"
            + "07-wrong-selector/wrong/rain/attempt.yaml:1: \"fails\" is missing or empty; expected which check must fail, and what the learner must be told: {check: …, says: …}",
            Assert.Throws<CourseException>(() => course.Only().WrongAttempts()).Message);
    }

    [Fact]
    public void A_hand_out_has_neither()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        Assert.Null(course.Only().Solution());
        Assert.Empty(course.Only().WrongAttempts());
    }
}
