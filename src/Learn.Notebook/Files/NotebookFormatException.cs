namespace Learn.Notebook;

/// <summary>A file that is no notebook, or none that can be used here.</summary>
/// <param name="message">What is wrong with it, and what to do.</param>
public sealed class NotebookFormatException(string message) : Exception(message);
