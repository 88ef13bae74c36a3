using System.Collections.Immutable;
using Learn.Course;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>What the course shows, made by hand: without a lab, a clock or chance.</summary>
internal static class CourseSamples
{
    private static readonly DateTimeOffset When = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly QuestionDefinition Share = new()
    {
        Id = "share", Kind = QuestionKind.Number, Unit = "%", Ask = "Which share of the requests does `web-2` answer, if **three** Pods are ready?",
    };

    private static readonly QuestionDefinition Why = new()
    {
        Id = "why", Kind = QuestionKind.Choice, Ask = "Why do the probabilities in `KUBE-SVC-…` differ, although the shares are equal?",
        Options =
        [
            new OptionDefinition { Letter = "a", Text = "kube-proxy prefers the Pods on its own node." },
            new OptionDefinition { Letter = "b", Text = "Each rule only sees what the rules before it have left over." },
            new OptionDefinition { Letter = "c", Text = "The last Pod is the newest, and warms up: its rule has no `--probability` at all." },
        ],
    };

    /// <summary>Two exercises.</summary>
    public static Exercise Repair { get; } = new("/course/exercises/03-wrong-selector", new ExerciseDefinition
    {
        Title = "A Service that finds nobody", Kind = ExerciseKind.Repair, Minutes = 8, Lesson = "05",
    });

    /// <summary>The card of an exercise with a question of each look.</summary>
    public static ExerciseCard Card { get; } = new(
        Repair,
        "You can tell from the rules of a node that a Service has no endpoints, and why.",
        """
        > Nobody can buy anything!

        In this cluster the Service `shop` listens on port **8090**. Its three Pods run, and are ready. All the same, every request is refused.

        1. Find out why: `#!curl http://shop:8090`, `#!kubectl get endpointslices`, `#!iptables -t filter -L KUBE-SERVICES`.
        2. Mend the **Service**. Leave the Pods as they are.

        ```yaml
        selector:
          app: shop
        ```
        """,
        [
            new AskedQuestion(Share, "#!answer 03 share") { Given = "33" },
            new AskedQuestion(Why, "#!answer 03 why"),
        ])
    { Lesson = new CourseLink("05 Who is ready?", "05-who-is-ready.ipynb") };

    /// <summary>A check that went wrong in each way.</summary>
    public static CheckList Failed { get; } = ListOf(new CheckReport(
        "03-wrong-selector",
        [
            new CheckResult("pods", "The three Pods are as they were", CheckVerdict.Passed),
            new CheckResult("answers", "The Service answers from `shop-1`, `shop-2` and `shop-3`", CheckVerdict.Failed)
            {
                Expected = "every one of 30 requests to http://shop:8090 is answered",
                Seen = "30 of 30 were refused: curl: (7) Failed to connect to shop port 8090: Connection refused",
                Experiment = "#!curl -n 30 http://shop:8090\nlearn distribution -n 30 http://shop:8090",
            },
            new CheckResult("share", "The share of `web-2` is right", CheckVerdict.Unanswered) { Expected = "an answer to \"share\"", Seen = "there is none yet" },
            new CheckResult("script", "Each <Pod> gets its part", CheckVerdict.Broken) { Seen = "checks/even.csx(3,9): error CS0103: The name 'lap' does not exist in the current context" },
            new CheckResult("after", "It still holds when a Pod is gone", CheckVerdict.Skipped),
        ],
        TimeSpan.FromSeconds(1.25))) with
    {
        Tries = 2, Verdict = "**Not yet:** 1 check does not hold. That was try 2.",
        Calls = [("#!hint 03", "helps a step further each time"), ("#!check 03", "again, when you have changed something")],
    };

    /// <summary>A check that holds.</summary>
    public static CheckList Passed { get; } = ListOf(new CheckReport(
        "03-wrong-selector",
        [
            new CheckResult("answers", "The Service answers from `shop-1`, `shop-2` and `shop-3`", CheckVerdict.Passed),
            new CheckResult("guess", "Your guess is right", CheckVerdict.Passed) { Remark = "Guessed 33 %, seen 34.1 %: within 5." },
        ],
        TimeSpan.FromSeconds(0.8))) with
    {
        Tries = 3, Verdict = "**Passed with try 3:** everything holds.",
        Explanation = "The selector named a label that no Pod has. **In real clusters** that happens with every second chart that is renamed; `kubectl get endpointslices` shows it at once.",
        Calls = [("#!exercise 04", "goes on with the next one: The wrong target port"), ("#!progress", "shows what you have done so far")],
        Lesson = new CourseLink("05 Who is ready?", "05-who-is-ready.ipynb"),
    };

    /// <summary>A list while it grows.</summary>
    public static CheckList Running { get; } = new("Exercise 03: A Service that finds nobody", [new CheckResult("pods", "The three Pods are as they were", CheckVerdict.Passed)]) { Total = 3 };

    /// <summary>A hint.</summary>
    public static CourseNote Hint { get; } = new("Hint for exercise 03: A Service that finds nobody", "*Who* is meant by a Service? Compare what it asks for with what the Pods have: `#!kubectl get pods --show-labels` (terminal: `learn get pods -o yaml`).")
    {
        State = "open", Calls = [("#!hint 03", "goes a step further"), ("#!check 03", "tells whether everything holds")],
    };

    /// <summary>A prediction that waits for a guess.</summary>
    public static QuestionCard Prediction { get; } =
        new("Guess before you go on", new AskedQuestion(Share, "#!predict 02 share") { IsGuess = true }, "The next cells show it. A wrong guess costs nothing: it is what one learns from.");

    /// <summary>A guess that was far off.</summary>
    public static CourseNote Revealed { get; } = new("✗ Your guess was not right", "- Your guess: **50 %**\n- Seen: **33.4 %**\n\nThe first rule takes a third, the second *half of what is left*: a third as well.") { State = "failed" };

    /// <summary>A question of a lesson.</summary>
    public static QuestionCard Question { get; } = new("Question", new AskedQuestion(Why, "#!question 02 why"));

    /// <summary>A right answer.</summary>
    public static CourseNote Right { get; } = new("✓ Right", "Your answer: **b**, Each rule only sees what the rules before it have left over.\n\nThat is why the last rule needs no probability: it takes the rest.") { State = "done" };

    /// <summary>A wrong one.</summary>
    public static CourseNote Wrong { get; } = new("✗ Not right", "Your answer: **a**, kube-proxy prefers the Pods on its own node.\n\nIt has no preference: `#!explain service/web` shows the same rules on each node.")
    {
        State = "failed", Calls = [("#!question 02 why LETTER", "answers again")],
    };

    /// <summary>A learner in the middle of the course.</summary>
    public static ProgressPage Progress { get; } = new(
        [
            new Exercise("/course/exercises/01-first-service", new ExerciseDefinition { Title = "Your first Service", Kind = ExerciseKind.Write, Minutes = 6 }),
            new Exercise("/course/exercises/02-fair-share", new ExerciseDefinition { Title = "Which share has a Pod, and what does the rule before it say?", Kind = ExerciseKind.Predict, Minutes = 5 }),
            Repair,
            new Exercise("/course/exercises/04-wrong-target-port", new ExerciseDefinition { Title = "The wrong target port", Kind = ExerciseKind.Repair, Minutes = 8 }),
        ],
        [
            new Lesson("/course/notebooks/01-clusterip.ipynb", new LessonDefinition { Title = "One Service, one Pod", Minutes = 20, Questions = [Why, Share, Why] }),
            new Lesson("/course/notebooks/02-three-pods.ipynb", new LessonDefinition { Title = "Three Pods: how random is random?", Minutes = 25, Predictions = [Share], Questions = [Why, Share, Why] }),
        ],
        new LearnerProgress
        {
            Seed = 7,
            Exercises = ImmutableSortedDictionary<string, ExerciseProgress>.Empty
                .Add("01-first-service", new ExerciseProgress { Started = When, Passed = When, Tries = [new TryProgress { At = When }] })
                .Add("02-fair-share", new ExerciseProgress { Started = When, Guesses = GuessesOf(("share", false)), Tries = [new TryProgress { At = When, Failed = ["share"] }], Hints = 2 })
                .Add("03-wrong-selector", new ExerciseProgress { Started = When }),
            Lessons = ImmutableSortedDictionary<string, LessonProgress>.Empty
                .Add("01-clusterip", new LessonProgress { Questions = ImmutableSortedDictionary<string, AnswerProgress>.Empty.Add("why", new AnswerProgress { Answer = "b", Right = true, Times = 1, At = When }) })
                .Add("02-three-pods", new LessonProgress { Predictions = GuessesOf(("third-pod", true)) }),
        });

    private static CheckList ListOf(CheckReport report) => new("Exercise 03: A Service that finds nobody", report.Results) { Report = report, Total = report.Results.Length };

    private static ImmutableSortedDictionary<string, GuessProgress> GuessesOf(params (string Id, bool Right)[] guesses) =>
        guesses.ToImmutableSortedDictionary(each => each.Id, each => new GuessProgress { Guess = "50", At = When, Seen = "33", Right = each.Right });
}
