namespace Learn.Documents.Tests.Workflows;

/// <summary>A step of a workflow: a command of its own, or an action of somebody else.</summary>
/// <param name="Name">What the log calls it.</param>
/// <param name="Run">The shell commands; null for an action.</param>
/// <param name="Uses">The action; null for commands.</param>
/// <param name="Inputs">What the action is given, by name.</param>
internal sealed record WorkflowStep(string Name, string? Run, string? Uses, IReadOnlyDictionary<string, string> Inputs);
