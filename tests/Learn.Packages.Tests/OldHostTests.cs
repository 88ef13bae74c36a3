using Learn.Packages.Tests.Support;

namespace Learn.Packages.Tests;

/// <summary>The packages that the archived host of Polyglot Notebooks accepts.</summary>
public sealed class OldHostTests(PackedPackages packed)
{
    [Fact]
    public async Task The_old_host_gets_its_script_libraries_for_NET_9_and_no_other_compiler()
    {
        string folder = packed.NewFolder("old-host");
        await Command.PackAsync(
            ThisBuild.Root, ThisBuild.At("eng", "packages.proj"), "-p:OldHost=true", "-p:IncludeSymbols=false", "--artifacts-path", packed.NewFolder("old-host-artifacts"), "-o", folder);

        Assert.Equal(PackedPackages.Libraries.Select(name => $"{name}.{ThisBuild.Version}.nupkg"), Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        var notebook = new Package(folder, "Learn.Notebook");
        Assert.Contains("interactive-extensions/dotnet/extension.dib", notebook.Entries);
        Assert.Contains("lib/net9.0/Learn.Notebook.dll", notebook.Entries);
        Assert.Contains("Learn.Lab", notebook.Dependencies);
        // The helper process is this assembly, run as a program.
        Assert.Contains("lib/net9.0/Learn.Sandbox.runtimeconfig.json", new Package(folder, "Learn.Sandbox").Entries);
        foreach (string name in (string[])["Learn.Jupyter", "Learn.Course"])
        {
            Assert.DoesNotContain(new Package(folder, name).Dependencies, each => each.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        }
    }
}
