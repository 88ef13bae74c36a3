using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Jupyter.CSharp;

/// <summary>What every cell is compiled with.</summary>
internal static class ScriptReferences
{
    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    // The compiler keeps the symbols of an assembly with its reference and hands them to whoever compiles next. Types of two sessions
    // that share references can then differ from themselves, so each session (and the workspace of each) has references of its own.
    /// <summary>The framework, this library (whose checks are written into cells) and what the options name.</summary>
    public static ImmutableArray<MetadataReference> For(CSharpEngineOptions options) => [.. Paths(options).Select(MappedMetadata.Reference)];

    public static CSharpCompilationOptions OptionsFor(CSharpEngineOptions options) => new(
        OutputKind.DynamicallyLinkedLibrary,
        usings: options.Imports.Concat(options.StaticImports.Select(type => type.FullName!.Replace('+', '.'))),
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        concurrentBuild: false,
        metadataReferenceResolver: new ScriptReferenceResolver(options.WorkingDirectory, Paths(options)),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        nullableContextOptions: NullableContextOptions.Annotations);

    private static IEnumerable<string> Paths(CSharpEngineOptions options) => FindFramework()
        .Concat(options.References.Select(Path.GetFullPath))
        .Concat(options.StaticImports.Select(type => type.Assembly.Location))
        .Append(typeof(CellCheck).Assembly.Location)
        .Where(path => path.Length > 0)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> FindFramework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder && IsUseful(Path.GetFileNameWithoutExtension(path)));
    }

    // Each reference costs time in every cell; cells write no Visual Basic.
    private static bool IsUseful(string name) =>
        !name.StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal) && name is not ("mscorlib" or "WindowsBase");
}
