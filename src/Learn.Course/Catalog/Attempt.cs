namespace Learn.Course;

/// <summary>What somebody does in an exercise: its solution, or a wrong attempt.</summary>
/// <param name="Name">The name of its folder: <c>solution</c>, <c>selector-of-the-pod</c>.</param>
/// <param name="Folder">The folder, absolute; its files are relative to it.</param>
/// <param name="Definition">What is done.</param>
public sealed record Attempt(string Name, string Folder, AttemptDefinition Definition);
