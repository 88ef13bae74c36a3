namespace Learn.Notebook.Kubectl;

/// <summary>One command of a block.</summary>
/// <param name="Text">The line, its continuations joined, without the word kubectl.</param>
/// <param name="Input">What the command reads from <c>-f -</c>; null where there is nothing.</param>
/// <param name="InputLine">How many lines of the cell stand before <paramref name="Input"/>.</param>
internal sealed record KubectlLine(string Text, string? Input, int InputLine);
