using Learn.Packages.Tests.Support;

namespace Learn.Packages.Tests;

/// <summary>A program in one file that asks for the library as a package.</summary>
public sealed class FileProgramTests(PackedPackages packed)
{
    [Fact]
    public async Task The_ten_lines_of_the_documents_use_the_lab()
    {
        string program = Program(ThisBuild.At("docs", "packages.md"));
        Assert.Equal(10, program.Split('\n').Length);
        Assert.Equal(program, Program(ThisBuild.At("src", "Learn.Lab", "README.md")));

        string folder = packed.NewFolder("program");
        await File.WriteAllTextAsync(Path.Combine(folder, "lab.cs"), program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nuget.config"),
            $"""
             <configuration>
               <packageSources><add key="lab" value="{await packed.FolderAsync()}" /></packageSources>
               <config><add key="globalPackagesFolder" value="{packed.NewFolder("cache")}" /></config>
               <fallbackPackageFolders><add key="machine" value="{PackagesOfOthers()}" /></fallbackPackageFolders>
             </configuration>
             """,
            TestContext.Current.CancellationToken);
        // The SDK builds such programs in the user's own folders.
        var environment = new Dictionary<string, string> { ["XDG_DATA_HOME"] = packed.NewFolder("data"), ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" };

        string output = await Command.SucceedAsync(folder, environment, "dotnet", "run", "lab.cs");

        Assert.Contains("50 requests to http://web ", output, StringComparison.Ordinal);
        Assert.Matches("web-1 +50 ", output);
    }

    private static string Program(string document)
    {
        string text = File.ReadAllText(document);
        int start = text.IndexOf("#:package Learn.Lab@", StringComparison.Ordinal);
        Assert.True(start > 0, $"{document} shows no program");
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    // What the machine has fetched before, but for packages of ours that somebody may have tried there.
    private string PackagesOfOthers()
    {
        string folder = packed.NewFolder("machine");
        foreach (string package in Directory.GetDirectories(ThisBuild.NuGetPackageRoot).Where(each => !Path.GetFileName(each).StartsWith("learn.", StringComparison.Ordinal)))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(package)), package);
        }

        return folder;
    }
}
