using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learn.Architecture.Tests.Reading;
using Learn.Architecture.Tests.Rules;

namespace Learn.Architecture.Tests;

/// <summary>The house as a visitor finds it: folders, solution, commands, documents.</summary>
public sealed partial class HouseTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("notebooks")]
    [InlineData("exercises")]
    [InlineData(".devcontainer")]
    [InlineData("docs")]
    public void The_top_level_has_the_folder(string name) => Assert.True(Directory.Exists(Repository.PathTo(name)), name);

    [Theory]
    [InlineData("Learn.sln")]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("learn")]
    [InlineData(".ci/run")]
    [InlineData(".devcontainer/devcontainer.json")]
    public void The_top_level_has_the_file(string path) => Assert.True(File.Exists(Repository.PathTo(path)), path);

    [Fact]
    public void The_solution_holds_every_project_and_no_other()
    {
        var there = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"));
        Assert.Equal(there.Order(StringComparer.Ordinal), SolutionFile.Projects(Repository.Read("Learn.sln")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_source_project_lies_in_a_folder_of_its_name() =>
        Assert.All(Repository.SourceProjects, project => Assert.Equal($"src/{project.Name}/{project.Name}.csproj", project.Path));

    [Fact]
    public void Every_source_project_has_a_test_project()
    {
        var tested = Repository.TestProjects.Select(project => project.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(Repository.SourceProjects, project => Assert.Contains(project.Name + ".Tests", tested));
    }

    [Fact]
    public void Continuous_integration_runs_what_a_person_runs()
    {
        Assert.Contains("\n./learn test", Repository.Read(".ci", "run"), StringComparison.Ordinal);
        Assert.Contains("./learn test", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [SupportedOSPlatform("linux")]
    [InlineData("learn")]
    [InlineData(".ci/run")]
    public void Commands_can_be_run(string path) =>
        Assert.True(File.GetUnixFileMode(Repository.PathTo(path)).HasFlag(UnixFileMode.UserExecute), path);

    [Fact]
    public void The_devcontainer_prepares_itself_and_brings_the_required_sdk()
    {
        using var container = JsonDocument.Parse(Repository.Read(".devcontainer", "devcontainer.json"), WithComments);
        using var global = JsonDocument.Parse(Repository.Read("global.json"));
        var required = Version.Parse(global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var image = ImageTag().Match(container.RootElement.GetProperty("image").GetString()!);
        Assert.True(image.Success, "the image is pinned to one version of the SDK");
        var offered = Version.Parse(image.Groups["version"].Value);
        Assert.True(offered >= required && offered.Major == required.Major, $"{offered} does not satisfy {required}");
        Assert.StartsWith("./learn setup && ", container.RootElement.GetProperty("onCreateCommand").GetString(), StringComparison.Ordinal);
        Assert.Equal(["SYS_ADMIN", "NET_ADMIN"], container.RootElement.GetProperty("capAdd").EnumerateArray().Select(value => value.GetString()));
    }

    [GeneratedRegex(@"^mcr\.microsoft\.com/dotnet/sdk:(?<version>\d+\.\d+\.\d+)-[a-z0-9.]+$")]
    private static partial Regex ImageTag();
}
