namespace Learn.Sandbox;

/// <summary>A command that had to succeed did not. The message holds the command, its exit status and what it wrote to standard error.</summary>
public sealed class CommandFailedException : SandboxException
{
    /// <summary>Makes the exception for a result.</summary>
    /// <param name="result">How the command ended.</param>
    /// <param name="detail">What else is known, for example the offending line of its input.</param>
    public CommandFailedException(CommandResult result, string? detail = null)
        : base(Describe(result, detail)) => Result = result;

    /// <summary>How the command ended.</summary>
    public CommandResult Result { get; }

    private static string Describe(CommandResult result, string? detail)
    {
        ArgumentNullException.ThrowIfNull(result);
        var said = result.ErrorText.Trim();
        var text = said.Length == 0 ? $"{result} and wrote nothing to standard error" : $"{result}: {said}";
        return detail is null ? text : $"{text}{Environment.NewLine}{detail}";
    }
}
