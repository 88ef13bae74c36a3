using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Course.Tests.Exercises;

public sealed class ExerciseSessionTests : IDisposable
{
    private const string WithPrediction = """
        title: T
        kind: predict
        goal: G
        minutes: 5
        draw: {name: [web, shop, blog, api, news], port: {from: 1000, to: 9000}}
        text: x
        questions:
          - {id: share, ask: How much?, kind: number, unit: "%", tolerance: 2}
          - {id: chain, ask: Which?, kind: word, answer: KUBE-SVC}
        checks:
          - {id: guess, title: The guess is right, predict: {question: share, traffic: {to: "http://{{ name }}"}, observe: share of web-1}}
          - {id: named, title: "{{ name }} is named", answer: chain}
        hints:
          - {check: guess, nudge: "Think of {{ name }}.", look: "Look at {{ 'web' | cluster_ip }}."}
          - {nudge: General nudge., look: General look.}
        explanation: e
        fails: {check: guess, says: no guess}
        """;

    private readonly CourseFolder course = CourseFolder.With(WithPrediction);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ExerciseSession session;

    public ExerciseSessionTests()
    {
        course.Write("exercises/07-wrong-selector/solution/attempt.yaml", "text: Do it.\nactions: [{run: iptables -S, on: node/node-1}, {delete: service/x}]\nanswers: {share: '50', chain: KUBE-SVC}\n");
        session = new ExerciseSession(course.Only(), new ProgressStore(Path.Combine(course.Path, "progress.yaml"), clock));
    }

    [Fact]
    public void Starting_is_noted_once()
    {
        Assert.Null(session.Progress);
        session.Begin();
        clock.Advance(TimeSpan.FromHours(1));
        session.Begin();
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), session.Progress!.Started);
    }

    [Fact]
    public void The_same_numbers_come_until_they_are_drawn_anew()
    {
        session.Begin();
        var first = session.Drawn().Values;
        Assert.Equal(first, session.Drawn().Values);
        session.Answer("share", "40");
        var anew = Enumerable.Range(0, 4).Select(_ => session.Redraw().Values).ToList();
        Assert.Contains(anew, values => !values.SequenceEqual(first));
        Assert.Equal((4, 0, 0), (session.Progress!.Drawing, session.Progress.Answers.Count, session.Progress.Guesses.Count));
    }

    [Fact]
    public void The_first_guess_is_scored_and_the_last_answer_stands()
    {
        session.Answer("share", "40 %");
        session.Answer("share", "33");
        var noted = session.Note(Report(("guess", CheckVerdict.Failed, "was 50 %")) with { Observed = Map("share", "33.1") });
        Assert.Equal("33", noted.Answers["share"]);
        Assert.Equal(("40 %", "33.1", false), (noted.Guesses["share"].Guess, noted.Guesses["share"].Seen, noted.Guesses["share"].Right));
        Assert.Equal("33.1", session.Note(Report(("guess", CheckVerdict.Failed, "")) with { Observed = Map("share", "39") }).Guesses["share"].Seen);
    }

    [Fact]
    public void What_is_no_answer_is_not_noted()
    {
        Assert.Contains("is no number", Assert.Throws<CourseException>(() => session.Answer("share", "much")).Message, StringComparison.Ordinal);
        Assert.Equal("The exercise 07 has no question \"shar\". Did you mean \"share\"?", Assert.Throws<CourseException>(() => session.Answer("shar", "1")).Message);
        Assert.Null(session.Progress);
    }

    [Theory]
    [InlineData(CheckVerdict.Broken, 0)]
    [InlineData(CheckVerdict.Unanswered, 0)]
    [InlineData(CheckVerdict.Failed, 1)]
    [InlineData(CheckVerdict.Passed, 1)]
    public void Only_what_was_really_checked_is_a_try(CheckVerdict verdict, int tries)
        => Assert.Equal(tries, session.Note(Report(("guess", verdict, ""))).Tries.Length);

    [Fact]
    public void A_broken_check_beside_a_failed_one_is_no_try()
        => Assert.Empty(session.Note(Report(("guess", CheckVerdict.Failed, ""), ("named", CheckVerdict.Broken, ""))).Tries);

    [Fact]
    public void Hints_go_from_a_nudge_to_what_was_seen_to_where_to_look()
    {
        string name = session.Drawn().Values["name"];
        Assert.Equal($"Think of {name}.", session.NextHint());
        Assert.Equal("Nothing was checked yet. Check first: then a hint can say what was seen.", session.NextHint());
        session.Note(Report(("guess", CheckVerdict.Failed, "half of them")));
        Assert.Equal($"Think of {name}.", session.NextHint());
        Assert.Equal("The check \"The guess is right\" saw: half of them", session.NextHint());
        Assert.Equal("Look at (the cluster IP of web).", session.NextHint());
        Assert.Equal("Look at (the cluster IP of web).", session.NextHint());
        session.Note(Report(("guess", CheckVerdict.Failed, "half of them")));
        Assert.Equal("Look at (the cluster IP of web).", session.NextHint());
        session.Note(Report(("guess", CheckVerdict.Passed, ""), ("named", CheckVerdict.Failed, "another")));
        Assert.Equal("General nudge.", session.NextHint());
        Assert.Equal($"The check \"{name} is named\" saw: another", session.NextHint());
        session.Note(Report(("guess", CheckVerdict.Passed, ""), ("named", CheckVerdict.Passed, "")));
        Assert.Equal("Exercise 07 is passed; there is nothing left to hint at.", session.NextHint());
    }

    [Fact]
    public void The_solution_is_shown_after_three_tries()
    {
        Assert.Contains("so far none has", Assert.Throws<CourseException>(() => session.Solution()).Message, StringComparison.Ordinal);
        session.Note(Report(("guess", CheckVerdict.Failed, "")));
        session.Note(Report(("guess", CheckVerdict.Failed, "")));
        Assert.Contains("so far 2 have", Assert.Throws<CourseException>(() => session.Solution()).Message, StringComparison.Ordinal);
        Assert.Null(session.Progress!.SolutionSeen);
        session.Note(Report(("guess", CheckVerdict.Failed, "")));
        Assert.Equal("Do it.\n\nOn `node/node-1`:\n\n```sh\niptables -S\n```\n\nDelete `service/x`.\n\n- The answer to `chain` is **KUBE-SVC**.\n- The answer to `share` is **50**.\n", session.Solution());
        Assert.NotNull(session.Progress!.SolutionSeen);
    }

    [Fact]
    public void Whoever_passed_may_see_it_without_having_peeped()
    {
        Assert.NotNull(session.Note(Report(("guess", CheckVerdict.Passed, ""))).Passed);
        Assert.StartsWith("Do it.", session.Solution(), StringComparison.Ordinal);
        Assert.Null(session.Progress!.SolutionSeen);
    }

    [Fact]
    public void A_hand_out_says_that_it_has_no_solution()
    {
        Directory.Delete(Path.Combine(course.Path, "exercises/07-wrong-selector/solution"), recursive: true);
        session.Note(Report(("guess", CheckVerdict.Passed, "")));
        Assert.Equal("This course came without its solutions: whoever leads the workshop has them.", Assert.Throws<CourseException>(() => session.Solution()).Message);
    }

    public void Dispose() => course.Dispose();

    private static CheckReport Report(params (string Id, CheckVerdict Verdict, string Seen)[] results)
        => new("07-wrong-selector", [.. results.Select(result => new CheckResult(result.Id, result.Id, result.Verdict) { Seen = result.Seen })], TimeSpan.Zero);

    private static ImmutableSortedDictionary<string, string> Map(string key, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(key, value);
}
