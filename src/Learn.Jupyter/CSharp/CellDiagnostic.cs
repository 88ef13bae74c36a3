namespace Learn.Jupyter.CSharp;

/// <summary>An error or a warning of the compiler.</summary>
/// <param name="Code">The compiler's code, such as CS0103.</param>
/// <param name="IsError">Whether it kept the cell from running; otherwise it is a warning.</param>
/// <param name="Message">The compiler's sentence.</param>
/// <param name="Line">The line in the cell, from 1.</param>
/// <param name="Column">The column in the line, in UTF-16 units, from 1.</param>
/// <param name="Length">How many UTF-16 units of the line are meant, at least 1.</param>
/// <param name="SourceLine">The line itself.</param>
public sealed record CellDiagnostic(string Code, bool IsError, string Message, int Line, int Column, int Length, string SourceLine);
