using System.Xml.Linq;
using Learn.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Reference;

/// <summary>A library as the compiler sees it from outside: its public types with their doc comments.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Description">What it is, as its project says.</param>
/// <param name="Types">Its public types by name, nested ones too.</param>
internal sealed record ApiLibrary(string Name, string Description, IReadOnlyList<INamedTypeSymbol> Types)
{
    /// <summary>What the compiler needs to compile against all of them.</summary>
    public static IReadOnlyList<MetadataReference> References { get; private set; } = [];

    /// <summary>All libraries: every project under <c>src</c> but the program, which nobody refers to.</summary>
    public static IReadOnlyList<ApiLibrary> All { get; } = ReadAll();

    private static List<ApiLibrary> ReadAll()
    {
        var projects = Repository.SourceProjects.Where(project => project.Name != "Learn.Cli").ToList();
        var ours = projects.ToDictionary(project => project.Name, project => Reference(project.Name));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !ours.ContainsKey(Path.GetFileNameWithoutExtension(path))).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("reference", references: References = [.. ours.Values, .. platform]);
        return [.. from project in projects
                   let assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(ours[project.Name])!
                   let description = XDocument.Parse(Repository.Read(project.Path)).Descendants("Description").Single().Value
                   select new ApiLibrary(project.Name, description, [.. TypesIn(assembly.GlobalNamespace).OrderBy(ApiNames.Of, StringComparer.Ordinal)])];
    }

    private static PortableExecutableReference Reference(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return MetadataReference.CreateFromFile(path, documentation: XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(path, ".xml")));
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place) =>
        place.GetMembers().OfType<INamespaceOrTypeSymbol>().Where(inner => inner is INamespaceSymbol || inner.DeclaredAccessibility == Accessibility.Public)
            .SelectMany(inner => inner is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(inner));
}
