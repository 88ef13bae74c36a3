namespace Learn.Notebook;

/// <summary>A learner's mistake in a cell. It is shown as a sentence, without a stack trace.</summary>
/// <param name="message">What is wrong, where, what was expected, and what to do. May have several lines.</param>
public sealed class CellException(string message) : Exception(message);
