using Learn.Packages.Tests.Support;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace Learn.Packages.Tests.Support;

/// <summary>All packages, packed once from what was built together with these tests.</summary>
public sealed class PackedPackages : IDisposable
{
    /// <summary>The libraries, in the order of the alphabet.</summary>
    public static readonly IReadOnlyList<string> Libraries =
        ["Learn.Charts", "Learn.Cluster", "Learn.Course", "Learn.Jupyter", "Learn.Lab", "Learn.Netfilter", "Learn.Notebook", "Learn.Proxy", "Learn.Sandbox"];

    private readonly string folder = Directory.CreateTempSubdirectory("learn-packages-").FullName;
    private readonly Lazy<Task<string>> packing;

    /// <summary>Packs nothing yet: the first test that needs a package does.</summary>
    public PackedPackages() => packing = new(PackAsync);

    /// <summary>The folder with the packages.</summary>
    public Task<string> FolderAsync() => packing.Value;

    /// <summary>A folder of its own for a test, gone with all others.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> PackAsync()
    {
        string packages = NewFolder("packages");
        string[] place = ThisBuild.ArtifactsPath is { } artifacts ? ["--artifacts-path", artifacts] : [];
        await Command.PackAsync(ThisBuild.Root, [ThisBuild.At("eng", "packages.proj"), "--no-build", "-c", ThisBuild.Configuration, .. place, "-o", packages]);
        return packages;
    }
}
