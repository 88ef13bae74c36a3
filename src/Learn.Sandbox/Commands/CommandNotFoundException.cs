namespace Learn.Sandbox;

/// <summary>There is no program of this name on this machine.</summary>
/// <param name="program">The name that was looked up.</param>
/// <param name="message">The name, where it was looked up, and the package that has it, if known.</param>
public sealed class CommandNotFoundException(string program, string message) : SandboxException(message)
{
    /// <summary>The name that was looked up.</summary>
    public string Program { get; } = program;
}
