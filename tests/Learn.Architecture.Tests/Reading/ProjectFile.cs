using System.Xml.Linq;

namespace Learn.Architecture.Tests.Reading;

/// <summary>What a project file says about its dependencies.</summary>
internal sealed record ProjectFile
{
    public required string Name { get; init; }

    /// <summary>From the root of the repository, with slashes.</summary>
    public required string Path { get; init; }

    public required string AssemblyName { get; init; }

    public required IReadOnlyList<string> Projects { get; init; }

    public required IReadOnlyList<string> Packages { get; init; }

    public required IReadOnlyList<string> Frameworks { get; init; }

    public required bool IsPure { get; init; }

    public required string SuppressedWarnings { get; init; }

    public static ProjectFile Parse(string path, string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return new ProjectFile
        {
            Name = name,
            Path = path,
            AssemblyName = Property(root, "AssemblyName") is { Length: > 0 } own ? own : name,
            Projects = [.. Includes(root, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            Packages = Includes(root, "PackageReference"),
            Frameworks = Includes(root, "FrameworkReference"),
            IsPure = Property(root, "Pure") == "true",
            SuppressedWarnings = Property(root, "NoWarn"),
        };
    }

    private static string Property(XElement root, string name) =>
        string.Join(';', root.Descendants(name).Select(element => element.Value.Trim()));

    private static List<string> Includes(XElement root, string item) =>
        [.. root.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>()];
}
