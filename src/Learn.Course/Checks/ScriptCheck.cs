namespace Learn.Course;

/// <summary>A check in C#.</summary>
internal static class ScriptCheck
{
    /// <summary>Checks.</summary>
    public static async Task<Finding> RunAsync(string script, CheckContext context)
    {
        string name = context.Text(script).Trim();
        string path = Path.Combine(context.Drawn.Exercise.Folder, name);
        if (!File.Exists(path))
        {
            throw new CourseException($"There is no file {name} in {context.Drawn.Exercise.Id}.");
        }

        var run = CheckScripts.Get(path, name);
        return await run(context, context.Cancellation) switch
        {
            null => Finding.Passed,
            CheckFailure failure => Finding.Failed(failure.Expected, failure.Seen, failure.Experiment),
            var other => throw new CourseException($"{name} returned {other} ({other.GetType().Name}). It has to return null if the check holds, or a CheckFailure."),
        };
    }
}
