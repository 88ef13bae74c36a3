namespace Learn.Jupyter.CSharp;

/// <summary>What packages have brought: everything that they need themselves is in it too.</summary>
/// <param name="Assemblies">Paths of the assemblies to compile against and to load.</param>
/// <param name="NativeLibraries">Paths of the native libraries that they call.</param>
public sealed record RestoredPackages(IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeLibraries);
