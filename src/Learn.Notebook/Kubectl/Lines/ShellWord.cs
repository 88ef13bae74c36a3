namespace Learn.Notebook.Kubectl;

/// <summary>A word of a line.</summary>
/// <param name="Text">What it says, without quotes and backslashes.</param>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="End">Where it ends (exclusive).</param>
internal readonly record struct ShellWord(string Text, int Start, int End);
