namespace Learn.Course;

/// <summary>Hints that know what failed: a nudge, then what the check saw, then where to look.</summary>
internal sealed class ExerciseHints(DrawnExercise drawn, Lab? lab)
{
    private const int SeenStep = 1, LookStep = 2;

    /// <summary>The next hint, and how many were taken with it.</summary>
    public (string Text, int Taken) Next(ExerciseProgress progress)
    {
        var last = progress.Tries.LastOrDefault();
        if (last is { Failed.Length: 0 })
        {
            return ($"Exercise {drawn.Exercise.Number} is passed; there is nothing left to hint at.", progress.Hints);
        }

        // Before the first try, the first check is as far as anybody has come.
        var checks = drawn.Exercise.Definition.Checks;
        var check = checks.FirstOrDefault(each => each.Id == last?.Failed[0]) ?? checks[0];
        var hint = HintFor(drawn.Exercise.Definition, check.Id);
        string title = Render(check.Title);
        return progress.Hints switch
        {
            < SeenStep => (hint is null ? $"Think about what must hold: {title}." : Render(hint.Nudge), SeenStep),
            SeenStep when last is null => ("Nothing was checked yet. Check first: then a hint can say what was seen.", SeenStep),
            SeenStep => (last.Seen.Length == 0 ? $"The check \"{title}\" failed." : $"The check \"{title}\" saw: {last.Seen}", LookStep),
            _ => (hint is null ? $"Look at what must hold: {title}." : Render(hint.Look), LookStep + 1),
        };
    }

    /// <summary>The hint for a check: its own, or the one for every other check; null without.</summary>
    public static HintDefinition? HintFor(ExerciseDefinition exercise, string check)
        => exercise.Hints.FirstOrDefault(hint => hint.Check == check) ?? exercise.Hints.FirstOrDefault(hint => hint.Check is null);

    private string Render(string template) => lab is null ? drawn.RenderInWords(template) : drawn.Render(template, lab);
}
