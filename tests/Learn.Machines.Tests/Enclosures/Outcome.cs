namespace Learn.Machines.Tests.Enclosures;

/// <summary>How a command ended, and what it said.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Time">How long it took.</param>
internal sealed record Outcome(string Command, int ExitCode, string Output, string Error, TimeSpan Time)
{
    /// <summary>All that is known, for the message of a failed assertion.</summary>
    public override string ToString() => $"{Command} ended with {ExitCode} after {Time.TotalSeconds:0.0} s.\n{Output}\n{Error}";
}
