namespace Learn.Course;

/// <summary>An action that was done.</summary>
/// <param name="Words">What it was: <c>delete pod/web-1</c>.</param>
/// <param name="UndoAsync">Undoes it.</param>
internal sealed record UndoableAction(string Words, Func<CancellationToken, Task> UndoAsync);
