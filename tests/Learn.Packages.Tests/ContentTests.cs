using System.Xml.Linq;
using Learn.Packages.Tests.Support;

namespace Learn.Packages.Tests;

/// <summary>What is in the packages.</summary>
public sealed class ContentTests(PackedPackages packed)
{
    public static TheoryData<string> All => [.. PackedPackages.Libraries, "Learn.Cli"];

    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    [Fact]
    public async Task Every_library_and_the_tool_are_packed_each_with_its_symbols_and_nothing_else()
    {
        var files = Directory.GetFiles(await packed.FolderAsync()).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        var expected = All.Select(row => row.Data).SelectMany(name => new[] { $"{name}.{ThisBuild.Version}.nupkg", $"{name}.{ThisBuild.Version}.snupkg" });
        Assert.Equal(expected.Order(StringComparer.Ordinal), files);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_package_says_what_it_is_and_brings_readme_licence_and_icon(string name)
    {
        var package = new Package(await packed.FolderAsync(), name);
        Assert.Equal(ThisBuild.Version, package.Text("version"));
        Assert.Equal("The Learn authors", package.Text("authors"));
        Assert.Equal("Apache-2.0", package.Text("license"));
        Assert.Equal(("README.md", "icon.png"), (package.Text("readme"), package.Text("icon")));
        Assert.InRange(package.Text("description").Length, 30, 200);
        Assert.Contains("kubernetes", package.Text("tags").Split(' '));
        Assert.Equal(await File.ReadAllBytesAsync(ThisBuild.At("src", name, "README.md"), TestContext.Current.CancellationToken), package.Read("README.md"));
        Assert.Equal(await File.ReadAllBytesAsync(ThisBuild.At("LICENSE"), TestContext.Current.CancellationToken), package.Read("LICENSE"));
        Assert.StartsWith("\u0089PNG", string.Concat(package.Read("icon.png").Take(4).Select(each => (char)each)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task A_library_is_for_NET_10_with_its_documentation_and_its_symbols_beside_it(string name)
    {
        string folder = await packed.FolderAsync();
        var package = new Package(folder, name);
        Assert.Contains($"lib/net10.0/{name}.dll", package.Entries);
        var documentation = XDocument.Parse(System.Text.Encoding.UTF8.GetString(package.Read($"lib/net10.0/{name}.xml")));
        Assert.NotEmpty(documentation.Descendants("member"));
        Assert.Contains($"lib/net10.0/{name}.pdb", new Package(folder, name, "snupkg").Entries);
    }

    [Fact]
    public async Task The_notebook_library_brings_the_script_extension_and_the_libraries_that_it_stands_on()
    {
        var package = new Package(await packed.FolderAsync(), "Learn.Notebook");
        Assert.Contains("interactive-extensions/dotnet/extension.dib", package.Entries);
        Assert.Empty(PackedPackages.Libraries.Except(["Learn.Notebook"]).Except(package.Dependencies));
    }

    [Fact]
    public async Task The_sandbox_brings_what_its_helper_process_is_started_with()
    {
        var entries = new Package(await packed.FolderAsync(), "Learn.Sandbox").Entries;
        Assert.Contains("lib/net10.0/Learn.Sandbox.runtimeconfig.json", entries);
        Assert.Contains("buildTransitive/Learn.Sandbox.targets", entries);
    }

    [Fact]
    public async Task The_tool_carries_the_course_and_no_program_for_one_kind_of_machine()
    {
        const string Place = "tools/net10.0/any/";
        var package = new Package(await packed.FolderAsync(), "Learn.Cli");
        Assert.Equal("DotnetTool", package.Specification.Descendants().Single(each => each.Name.LocalName == "packageType").Attribute("name")!.Value);
        var carried = package.Entries.Where(entry => entry.StartsWith($"{Place}course/", StringComparison.Ordinal)).Select(entry => entry[$"{Place}course/".Length..]).ToHashSet(StringComparer.Ordinal);
        foreach (string part in (string[])["exercises", "notebooks"])
        {
            var there = Directory.GetFiles(ThisBuild.At(part), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(ThisBuild.Root, file)).ToList();
            Assert.True(there.Count > 10, part);
            Assert.Empty(there.Except(carried));
        }

        Assert.Contains($"{Place}Learn.Sandbox.runtimeconfig.json", package.Entries);
        Assert.DoesNotContain($"{Place}Learn.Sandbox", package.Entries);
        Assert.DoesNotContain($"{Place}learn", package.Entries);
    }
}
