namespace Learn.Jupyter.CSharp;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">A version or a range as NuGet writes it; null for the newest that is stable.</param>
public sealed record PackageRequest(string Id, string? Version);
