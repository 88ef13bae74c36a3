using System.IO.Compression;
using Learn.Jupyter.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

/// <summary>A folder with packages made for a test, and a nuget.config and a folder of unpacked packages that are the test's own.</summary>
internal sealed class MadePackages : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learn-packages-").FullName;

    public MadePackages(string sources = "")
    {
        Directory.CreateDirectory(Source);
        File.WriteAllText(ConfigFile, $"<configuration><packageSources><clear/>{sources}</packageSources></configuration>");
    }

    /// <summary>Where the packages are.</summary>
    public string Source => Path.Combine(folder, "a source, 100%");

    public string Cache => Path.Combine(folder, "cache");

    private string ConfigFile => Path.Combine(folder, "nuget.config");

    /// <summary>A restorer that knows nothing of the user's packages.</summary>
    public SdkPackageRestorer Restorer(string dotnet = "dotnet") =>
        new(Cache, folder) { Dotnet = dotnet, ConfigFile = ConfigFile, PackagesFolder = Path.Combine(folder, "unpacked") };

    /// <summary>Makes a package whose assembly of the same name is compiled from the code.</summary>
    public void Add(string id, string version, string code, string dependencies = "", string? native = null)
    {
        using var archive = ZipFile.Open(Path.Combine(Source, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        Write(archive, $"{id}.nuspec", stream => stream.Write(System.Text.Encoding.UTF8.GetBytes($"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>
                <dependencies><group targetFramework="netstandard2.0">{dependencies}</group></dependencies>
              </metadata>
            </package>
            """)));
        Write(archive, $"lib/netstandard2.0/{id}.dll", stream => Compile(id, version, code, stream));
        if (native is not null)
        {
            Write(archive, $"runtimes/linux-{System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}/native/{Path.GetFileName(native)}", stream =>
            {
                using var library = File.OpenRead(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"));
                library.CopyTo(stream);
            });
        }
    }

    public void RemoveSource() => Directory.Delete(Source, recursive: true);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Write(ZipArchive archive, string name, Action<Stream> write)
    {
        using var stream = archive.CreateEntry(name).Open();
        write(stream);
    }

    private static void Compile(string name, string version, string code, Stream target)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version.Split('-')[0]}\")]\n{code}")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        image.CopyTo(target);
    }
}
