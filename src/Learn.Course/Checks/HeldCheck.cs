namespace Learn.Course;

/// <summary>A kept connection or flow sends once more.</summary>
internal static class HeldCheck
{
    private static readonly string[] Known = [HeldAnswer.Answered, HeldAnswer.Timeout, HeldAnswer.Broken];

    /// <summary>Checks.</summary>
    public static async Task<Finding> RunAsync(HeldCheckDefinition definition, CheckContext context)
    {
        var held = context.Held.Get(context.Text(definition.Name).Trim());
        string ends = context.Text(definition.Ends).Trim();
        if (!Known.Contains(ends))
        {
            throw new CourseException($"\"{ends}\" is no end of a kept connection. There are: {string.Join(", ", Known)}.");
        }

        var by = definition.By.IsDefaultOrEmpty ? [] : PodNames.Resolve(context.lab, definition.By.Select(context.Text));
        string expected = ends switch
        {
            HeldAnswer.Timeout => $"nobody answers on {held.Words}",
            HeldAnswer.Broken => $"{held.Words} breaks",
            _ => by.IsEmpty ? $"{held.Words} is answered" : $"{PodNames.Words(by, "or")} answers on {held.Words}",
        };
        var answer = await held.SendAsync(context.Cancellation);
        bool isRight = answer.Ends == ends && (by.IsEmpty || answer.Pod is { } pod && by.Contains(pod));
        return isRight
            ? Finding.Passed
            : Finding.Failed(Capital(expected), $"{Capital(answer.Words)}{(held.FirstPod is { } first ? $" (at first {first} did)" : "")}");
    }

    private static string Capital(string text) => text.Contains(" answered", StringComparison.Ordinal) ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
