namespace Learn.Wrapper.Tests;

/// <summary>How a run of ./learn ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
