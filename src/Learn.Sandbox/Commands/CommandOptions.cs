namespace Learn.Sandbox;

/// <summary>How a command is run.</summary>
public sealed record CommandOptions
{
    internal static readonly CommandOptions Default = new();

    /// <summary>Bytes for its standard input, which is closed afterwards. Default: none.</summary>
    public ReadOnlyMemory<byte> StandardInput { get; init; }

    /// <summary>
    /// Variables added to its environment; null as a value removes one. The environment is the owner's at the start of the world, without
    /// proxy settings (a host reaches no proxy outside), with the directories of system programs at the end of PATH.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Directory it starts in. Default: <c>/</c>.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Called for each line of standard output as it comes, without its line feed; one call at a time per command.</summary>
    public Action<string>? OnOutput { get; init; }

    /// <summary>Called for each line of standard error as it comes, without its line feed; one call at a time per command.</summary>
    public Action<string>? OnError { get; init; }

    /// <summary>Called with each piece of standard output as it comes, wherever it was cut; the memory is valid during the call only.</summary>
    public Action<ReadOnlyMemory<byte>>? OnOutputBytes { get; init; }

    /// <summary>Called with each piece of standard error as it comes, wherever it was cut, for whoever reads more than lines; the memory is valid during the call only.</summary>
    public Action<ReadOnlyMemory<byte>>? OnErrorBytes { get; init; }

    /// <summary>Whether the result holds the output. Default true. Set false for long streams of which only the lines matter.</summary>
    public bool KeepOutput { get; init; } = true;

    /// <summary>
    /// The terminal to run on, for programs that talk with a person (a shell, an editor): the command becomes the leader of a session with a
    /// pseudo-terminal, which is its standard input, output and error. What it shows is read from, and what is typed is written to,
    /// <see cref="RunningCommand.Terminal"/>; the result holds no output, and the callbacks here are not called. Only for <see cref="Host.StartAsync"/>.
    /// Default: none.
    /// </summary>
    public TerminalOptions? Terminal { get; init; }
}
