using System.Diagnostics;

namespace Learn.Cli.Tests.QuickStart;

/// <summary>What the README promises a newcomer, executed as it stands there.</summary>
public sealed class QuickStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learn-quick-start-").FullName;

    public static TheoryData<string> Commands => [.. QuickStartCommands.Read(File.ReadAllText(Path.Combine(Root, "README.md")))];

    private static string Root { get; } = FindRoot();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_quick_start_begins_with_the_demo() => Assert.StartsWith("./learn demo", Commands.First().Data, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_quick_start_does_what_the_readme_says(string command)
    {
        // Beside links to the checkout, so that what a command writes does not end up in it.
        File.CreateSymbolicLink(Path.Combine(folder, "learn"), Path.Combine(Root, "learn"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "docs"), Path.Combine(Root, "docs"));

        var (exitCode, output, error) = await RunAsync(command);

        Assert.True(exitCode == 0, $"{command} ended with {exitCode}:\n{output}\n{error}");
        Assert.Contains("KUBE-SERVICES", output, StringComparison.Ordinal);
        Assert.Contains("DNAT", output, StringComparison.Ordinal);
        Assert.Contains("300 requests", output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "demo.html"), TestContext.Current.CancellationToken);
        Assert.Contains("KUBE-SERVICES", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_read_from_the_shell_blocks_of_that_section_alone() =>
        Assert.Equal(
            ["./a  # why", "./b"],
            QuickStartCommands.Read("# X\n```sh\n./no\n```\n## Quick start\ntext\n```sh\n./a  # why\n\n```\n```csharp\nno\n```\n```bash\n./b\n```\n## Next\n```sh\n./no\n```\n"));

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Learn.sln is nowhere above the test");
        }

        return folder;
    }
}
