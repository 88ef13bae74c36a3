using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Learn.Wrapper.Tests;

/// <summary>eng/packages.proj makes packages that the archived host of Polyglot Notebooks accepts.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learn-packages-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_old_host_gets_its_script_libraries_for_NET_9_and_no_other_compiler()
    {
        var output = await PackAsync("-p:OldHost=true");
        var packages = Directory.GetFiles(folder, "*.nupkg").Select(each => Path.GetFileName(each)).Order(StringComparer.Ordinal);
        string[] expected = ["Charts", "Cluster", "Course", "Jupyter", "Lab", "Netfilter", "Notebook", "Proxy", "Sandbox"];
        Assert.True(packages.SequenceEqual(expected.Select(name => $"Learn.{name}.0.1.0-preview.nupkg")), output);

        var notebook = Entries("Learn.Notebook");
        Assert.Contains("interactive-extensions/dotnet/extension.dib", notebook);
        Assert.Contains("lib/net9.0/Learn.Notebook.dll", notebook);
        // The helper process is this assembly, run as a program.
        Assert.Contains("lib/net9.0/Learn.Sandbox.runtimeconfig.json", Entries("Learn.Sandbox"));
        Assert.DoesNotContain("Microsoft.CodeAnalysis", await SpecificationAsync("Learn.Jupyter"), StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", await SpecificationAsync("Learn.Course"), StringComparison.Ordinal);
        Assert.Contains("id=\"Learn.Lab\"", await SpecificationAsync("Learn.Notebook"), StringComparison.Ordinal);
    }

    private static string Project([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "eng", "packages.proj"));

    private async Task<string> PackAsync(params string[] options)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", Project(), "-nologo", "-v:m", "-nodeReuse:false", $"-p:PackageOutputPath={folder}", $"-p:ArtifactsPath={folder}/artifacts", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", .. options])
        {
            RedirectStandardOutput = true,
        };
        // The test runner's own settings are not the build's.
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    private IReadOnlyList<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(folder, $"{package}.0.1.0-preview.nupkg"));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private async Task<string> SpecificationAsync(string package)
    {
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(folder, $"{package}.0.1.0-preview.nupkg"), Cancellation);
        using var reader = new StreamReader(await archive.GetEntry($"{package}.nuspec")!.OpenAsync(Cancellation));
        return await reader.ReadToEndAsync(Cancellation);
    }
}
