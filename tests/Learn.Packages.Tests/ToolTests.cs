using System.Runtime.Versioning;
using System.Text.Json;
using Learn.Packages.Tests.Support;

namespace Learn.Packages.Tests;

/// <summary>The tool, installed from the folder as docs/packages.md says, in a folder that has nothing of the repository.</summary>
[SupportedOSPlatform("linux")]
public sealed class ToolTests(PackedPackages packed)
{
    [Fact]
    public async Task The_installed_tool_gives_the_tour_writes_rules_knows_the_course_and_examines_the_machine()
    {
        string folder = packed.NewFolder("tool"), place = packed.NewFolder("tools"), learn = Path.Combine(place, "learn");
        var environment = new Dictionary<string, string> { ["HOME"] = packed.NewFolder("home"), ["NUGET_PACKAGES"] = packed.NewFolder("tool-cache"), ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" };
        await Command.SucceedAsync(
            folder, environment, "dotnet", "tool", "install", "Learn.Cli", "--version", ThisBuild.Version, "--tool-path", place, "--source", await packed.FolderAsync());

        var tour = Command.SucceedAsync(folder, environment, learn, "demo");
        string manifest = ThisBuild.At("docs", "examples", "my-service.yaml");
        Assert.Contains("-A KUBE-SERVICES ", await Command.SucceedAsync(folder, environment, learn, "rules", "-f", manifest), StringComparison.Ordinal);

        string exercises = await Command.SucceedAsync(folder, environment, learn, "exercise", "list");
        Assert.Contains("01       Your first Service", exercises, StringComparison.Ordinal);
        Assert.Contains($"0 of {Directory.GetDirectories(ThisBuild.At("exercises")).Length} passed", exercises, StringComparison.Ordinal);

        // Whatever it finds on this machine, it says it of a machine with this version of learn.
        var doctor = await Command.RunAsync(folder, environment, learn, "doctor", "--json");
        Assert.Contains(doctor.ExitCode, (int[])[0, 3]);
        Assert.NotEmpty(JsonDocument.Parse(doctor.Output).RootElement.GetProperty("findings").EnumerateArray());

        Assert.Contains("300 requests", await tour, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "demo.html")));

        await OpensItsCourseAsync(folder, environment, learn);
    }

    // With a stand-in for Jupyter that says what it was asked to open.
    private async Task OpensItsCourseAsync(string folder, Dictionary<string, string> environment, string learn)
    {
        string programs = packed.NewFolder("programs"), jupyter = Path.Combine(programs, "jupyter-lab");
        await File.WriteAllTextAsync(jupyter, "#!/bin/sh\nfor last; do :; done; echo \"$last\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(jupyter, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        string notebooks = Path.Combine(folder, "learn-course", "notebooks"), lesson = Path.Combine(notebooks, "01-clusterip.ipynb");

        var first = await Command.RunAsync(folder, environment, learn, "notebook", "--no-browser");
        Assert.Equal($"{notebooks}\n", first.Output);
        Assert.Contains("the course is copied to", first.Error, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(ThisBuild.At("notebooks", "01-clusterip.ipynb"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(lesson, TestContext.Current.CancellationToken));

        await File.WriteAllTextAsync(lesson, "a learner's own work", TestContext.Current.CancellationToken);
        Assert.Equal($"{notebooks}\n", (await Command.RunAsync(folder, environment, learn, "notebook", "--no-browser")).Output);
        Assert.Equal("a learner's own work", await File.ReadAllTextAsync(lesson, TestContext.Current.CancellationToken));

        string other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(other, "learn-course"), "", TestContext.Current.CancellationToken);
        var refused = await Command.RunAsync(other, environment, learn, "notebook", "--no-browser");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is no copy of the course", refused.Error, StringComparison.Ordinal);
    }
}
