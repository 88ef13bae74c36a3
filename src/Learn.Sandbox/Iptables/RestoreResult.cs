using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>How <c>iptables-restore</c> ended.</summary>
public sealed partial record RestoreResult
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

    internal static RestoreResult Of(CommandResult command, ReadOnlySpan<byte> payload)
    {
        var message = command.ErrorText;
        var match = command.Succeeded ? Match.Empty : Place().Match(message);
        int? line = match.Success && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new RestoreResult
        {
            Succeeded = command.Succeeded,
            ExitCode = command.ExitCode,
            Message = message,
            Line = line,
            LineText = line is { } found ? LineOf(payload, found) : null,
        };
    }

    private static string? LineOf(ReadOnlySpan<byte> payload, int line)
    {
        for (var current = 1; current < line; current++)
        {
            var end = payload.IndexOf((byte)'\n');
            if (end < 0)
            {
                return null;
            }

            payload = payload[(end + 1)..];
        }

        var length = payload.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(length < 0 ? payload : payload[..length]);
    }

    // "line 3: RULE_APPEND failed", "Error occurred at line: 3", "iptables-restore: line 3 failed".
    [GeneratedRegex(@"\bline:?\s+(\d+)")]
    private static partial Regex Place();
}
