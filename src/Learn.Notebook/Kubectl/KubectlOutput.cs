namespace Learn.Notebook.Kubectl;

/// <summary>What a command has to say.</summary>
/// <param name="Text">Its output, each line with a line end; empty for a command that wrote it as it went.</param>
/// <param name="Value">The objects that it is about, for <c>--as NAME</c>; null for the text.</param>
internal sealed record KubectlOutput(string Text, object? Value = null)
{
    /// <summary>What went wrong with a part of it, in kubectl's words; null for nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Nothing.</summary>
    public static KubectlOutput Nothing { get; } = new("");
}
