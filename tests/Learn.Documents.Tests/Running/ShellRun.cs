namespace Learn.Documents.Tests.Running;

/// <summary>What came of commands: standard output and error as a terminal shows them, one behind the other.</summary>
internal sealed record ShellRun(int ExitCode, string Output);
