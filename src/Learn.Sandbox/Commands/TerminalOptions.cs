namespace Learn.Sandbox;

/// <summary>The terminal on which a command runs.</summary>
public sealed record TerminalOptions
{
    /// <summary>Its first size. Default 80 columns and 24 rows.</summary>
    public TerminalSize Size { get; init; } = new(80, 24);

    /// <summary>What kind of terminal reads the other side, as the variable TERM names it. Default <c>xterm-256color</c>.</summary>
    public string Type { get; init; } = "xterm-256color";
}
