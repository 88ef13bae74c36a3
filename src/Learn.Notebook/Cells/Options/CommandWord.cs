namespace Learn.Notebook;

/// <summary>A word of a command line as a shell would cut it.</summary>
/// <param name="Text">The word without its quotes.</param>
/// <param name="Start">Index of its first character in the line, quotes included.</param>
/// <param name="End">Index behind its last character.</param>
internal readonly record struct CommandWord(string Text, int Start, int End);
