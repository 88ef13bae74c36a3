namespace Learn.Jupyter;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The kind of error (<c>ename</c>), such as <c>NullReferenceException</c>.</param>
/// <param name="Message">What went wrong, in a sentence (<c>evalue</c>).</param>
/// <param name="Traceback">The lines that a front end shows, with ANSI colours. Most show these alone, so they say all.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);
