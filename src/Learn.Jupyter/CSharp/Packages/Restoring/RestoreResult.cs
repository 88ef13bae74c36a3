namespace Learn.Jupyter.CSharp;

/// <summary>What came of a request.</summary>
/// <param name="Names">The packages that were asked for, each with the version that was chosen.</param>
/// <param name="Assemblies">Paths of managed assemblies.</param>
/// <param name="NativeLibraries">Paths of native libraries.</param>
internal sealed record RestoreResult(IReadOnlyList<string> Names, IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeLibraries);
