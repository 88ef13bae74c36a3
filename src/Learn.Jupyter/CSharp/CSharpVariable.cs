namespace Learn.Jupyter.CSharp;

/// <summary>A variable that a cell has declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type it was declared with.</param>
/// <param name="Value">What it holds now.</param>
public sealed record CSharpVariable(string Name, Type Type, object? Value);
