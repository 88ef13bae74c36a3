namespace Learn.Sandbox;

/// <summary>A command to run in a host. Its standard streams have been handed over before (<see cref="DescriptorPassing"/>).</summary>
internal sealed record ExecRequest(string Host, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?>? Environment, string WorkingDirectory);

/// <summary>Whether it could be started.</summary>
internal sealed record ExecReply(ExecOutcome Outcome, string Message);

/// <summary>How it ended.</summary>
internal sealed record ExecEnd(int ExitCode, int? Signal);

/// <summary>The answers to an <see cref="ExecRequest"/>.</summary>
internal enum ExecOutcome
{
    Started,
    NotFound,
    Refused,
}
