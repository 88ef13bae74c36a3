namespace Learn.Notebook;

/// <summary>A task in words: it is a promise of a value, not the value.</summary>
internal static class TaskText
{
    /// <summary>What it is, how far it is, and what to write instead.</summary>
    public static string Of(Task task)
    {
        var type = task.GetType();
        for (; type.BaseType is { } below && (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>)) && type != typeof(Task);)
        {
            type = below;
        }

        // An async method without a result makes a task of a type that nobody can name.
        var hasResult = type.IsGenericType && type.GetGenericArguments()[0].IsVisible;
        var name = hasResult ? TypeName.Of(type) : "Task";
        var state = task.Status switch
        {
            TaskStatus.RanToCompletion => "that has ended",
            TaskStatus.Faulted => $"that has failed ({task.Exception!.InnerException?.GetType().Name}: {task.Exception.InnerException?.Message})",
            TaskStatus.Canceled => "that was cancelled",
            TaskStatus.Created => "that was not started",
            _ => "that still runs",
        };
        return $"{name} {state}. It is not awaited: write \"await\" before it{(hasResult ? " to see its result" : "")}.";
    }
}
