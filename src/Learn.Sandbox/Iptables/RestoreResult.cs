namespace Learn.Sandbox;

/// <summary>How <c>iptables-restore</c> ended.</summary>
public sealed record RestoreResult
{
    /// <summary>Whether the payload was applied.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>Exit status.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What the program wrote to standard error; empty if nothing.</summary>
    public string Message { get; init; } = "";

    /// <summary>Number of the offending line of the payload, counted from 1; null if the program named none.</summary>
    public int? Line { get; init; }

    /// <summary>The offending line.</summary>
    public string? LineText { get; init; }

    /// <summary>This result, if the payload was applied.</summary>
    /// <exception cref="SandboxException">It was not; the message shows the offending line.</exception>
    public RestoreResult EnsureSucceeded() => Succeeded ? this : throw new SandboxException(ToString());

    /// <summary>In words, with the offending line.</summary>
    public override string ToString() => Succeeded
        ? "applied"
        : $"iptables-restore failed (exit status {ExitCode}): {Message.Trim()}" + (Line is { } line ? $"{Environment.NewLine}line {line}: {LineText}" : "");
}
