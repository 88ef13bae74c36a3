namespace Learn;

/// <summary>How many requests failed in the same way.</summary>
/// <param name="Failure">The kind of failure.</param>
/// <param name="ExitCode">curl's exit code.</param>
/// <param name="Message">curl's own words for the first of them; those of the others may differ in times and addresses.</param>
/// <param name="Count">Number of requests.</param>
public sealed record FailureSummary(CurlFailure Failure, int ExitCode, string Message, int Count);
