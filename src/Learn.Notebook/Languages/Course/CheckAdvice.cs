using Learn.Course;

namespace Learn.Notebook;

/// <summary>What follows from a check: the verdict in words, what to do next, and after passing why it was so.</summary>
internal static class CheckAdvice
{
    /// <summary>What an exercise is called above its checks.</summary>
    public static string TitleOf(Exercise exercise) => $"Exercise {exercise.Number}: {exercise.Definition.Title}";

    /// <summary>The list of a report.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="session">The learner's side.</param>
    /// <param name="run">The exercise.</param>
    /// <param name="report">What came of the check.</param>
    /// <param name="progress">The progress with it.</param>
    public static CheckList Of(NotebookSession notebook, ExerciseSession session, ExerciseRun run, CheckReport report, ExerciseProgress progress)
    {
        var tries = progress.Tries.Length;
        var list = new CheckList(TitleOf(session.Exercise), report.Results) { Report = report, Total = report.Results.Length, Tries = tries };
        if (report.Passed)
        {
            return list with
            {
                Verdict = $"**Passed{(progress.Tries is [.., _, _] ? $" with try {tries}" : "")}:** everything holds.",
                Explanation = run.Drawn.Render(session.Exercise.Definition.Explanation, run.Lab),
                Lesson = CourseLinks.LessonOf(notebook, session.Exercise),
                Calls = Next(notebook, session.Exercise),
            };
        }

        var failed = report.Results.Count(result => result.Verdict == CheckVerdict.Failed);
        var number = session.Exercise.Number;
        return report.IsBroken ? list with { Verdict = "A check itself went wrong. **That is not your fault, and does not count as a try.** Whoever wrote the exercise should see what happened.", Calls = [($"#!check {number}", "tries once more"), ($"#!reset {number}", "begins again in a fresh lab")] }
            : failed == 0 ? list with { Verdict = "Something is not answered yet. That does not count as a try.", Calls = Open(session, run) }
            : list with { Verdict = $"**Not yet:** {CourseWords.Counted(failed, "check does", "checks do")} not hold. That was try {tries}.", Calls = Help(number, session.MaySeeSolution) };
    }

    private static List<(string, string)> Help(string number, bool maySeeSolution)
    {
        return
        [
            ($"#!hint {number}", "helps a step further each time"),
            ($"#!check {number}", "again, when you have changed something"),
            .. maySeeSolution ? [($"#!solution {number}", "shows the solution")] : Array.Empty<(string, string)>(),
        ];
    }

    private static List<(string, string)> Open(ExerciseSession session, ExerciseRun run) =>
    [
        .. ExerciseCards.Questions(session, run).Where(each => string.IsNullOrEmpty(each.Given)).Select(each => (each.How, "answers it")),
        ($"#!check {session.Exercise.Number}", "again, when everything is answered"),
    ];

    private static List<(string, string)> Next(NotebookSession notebook, Exercise exercise)
    {
        var next = notebook.Course.Catalog.Exercises.FirstOrDefault(each => string.CompareOrdinal(each.Number, exercise.Number) > 0);
        return
        [
            .. next is null ? Array.Empty<(string, string)>() : [($"#!exercise {next.Number}", $"goes on with the next one: {next.Definition.Title}")],
            ($"#!solution {exercise.Number}", "shows the course's own solution"),
            ("#!progress", "shows what you have done so far"),
        ];
    }
}
