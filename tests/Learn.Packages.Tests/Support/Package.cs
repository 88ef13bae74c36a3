using System.IO.Compression;
using System.Xml.Linq;

namespace Learn.Packages.Tests.Support;

/// <summary>A package as a file: its entries and its specification.</summary>
internal sealed class Package
{
    private readonly string file;

    /// <summary>Reads one.</summary>
    /// <param name="folder">Where packages were written.</param>
    /// <param name="name">Its name.</param>
    /// <param name="extension">nupkg, or snupkg for its symbols.</param>
    public Package(string folder, string name, string extension = "nupkg")
    {
        file = Path.Combine(folder, $"{name}.{ThisBuild.Version}.{extension}");
        using var archive = ZipFile.OpenRead(file);
        Entries = [.. archive.Entries.Select(entry => entry.FullName)];
        using var specification = archive.GetEntry($"{name}.nuspec")!.Open();
        Specification = XDocument.Load(specification).Root!.Elements().Single();
    }

    /// <summary>The paths of its files.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>The metadata that it shows.</summary>
    public XElement Specification { get; }

    /// <summary>The names of the packages that it needs.</summary>
    public IReadOnlyList<string> Dependencies => [.. Specification.Descendants().Where(each => each.Name.LocalName == "dependency").Select(each => each.Attribute("id")!.Value)];

    /// <summary>A text of the metadata; empty if there is none.</summary>
    public string Text(string element) => Specification.Elements().FirstOrDefault(each => each.Name.LocalName == element)?.Value ?? "";

    /// <summary>A file in it.</summary>
    public byte[] Read(string entry)
    {
        using var archive = ZipFile.OpenRead(file);
        using var content = archive.GetEntry(entry)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
