using System.Text;

namespace Learn.Sandbox;

/// <summary>How a command ended and what it wrote.</summary>
public sealed class CommandResult
{
    private readonly Lazy<string> _outputText;
    private readonly Lazy<string> _errorText;

    internal CommandResult(IReadOnlyList<string> arguments, int exitCode, int? signal, ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> error)
    {
        Arguments = arguments;
        ExitCode = exitCode;
        Signal = signal;
        Output = output;
        Error = error;
        _outputText = new(() => Encoding.UTF8.GetString(output.Span));
        _errorText = new(() => Encoding.UTF8.GetString(error.Span));
    }

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Exit status, 0–255; 128 plus the number of the signal if one ended it, as a shell counts.</summary>
    public int ExitCode { get; }

    /// <summary>Number of the signal that ended it, or null.</summary>
    public int? Signal { get; }

    /// <summary>Whether it exited with 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Its standard output.</summary>
    public ReadOnlyMemory<byte> Output { get; }

    /// <summary>Its standard error.</summary>
    public ReadOnlyMemory<byte> Error { get; }

    /// <summary>Its standard output, read as UTF-8.</summary>
    public string OutputText => _outputText.Value;

    /// <summary>Its standard error, read as UTF-8.</summary>
    public string ErrorText => _errorText.Value;

    /// <summary>This result, if the command exited with 0.</summary>
    /// <exception cref="CommandFailedException">It did not.</exception>
    public CommandResult EnsureSucceeded() => Succeeded ? this : throw new CommandFailedException(this);

    /// <summary>The command line and its exit status.</summary>
    public override string ToString() => $"{string.Join(' ', Arguments)} ({(Signal is { } signal ? $"signal {signal}" : $"exit status {ExitCode}")})";
}
