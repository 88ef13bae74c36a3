namespace Learn.Proxy;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error as text.</param>
public sealed record NodeCommandResult(int ExitCode, ReadOnlyMemory<byte> Output, string Error)
{
    /// <summary>True for exit status 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
