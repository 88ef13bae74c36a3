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
    public async Task The_commands_of_a_lab_in_the_terminal_do_what_the_readme_says()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "learn"), Path.Combine(Root, "learn"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "docs"), Path.Combine(Root, "docs"));
        var commands = QuickStartCommands.Read(await File.ReadAllTextAsync(Path.Combine(Root, "README.md"), TestContext.Current.CancellationToken), "A lab in the terminal");
        Assert.StartsWith("./learn up ", commands[0], StringComparison.Ordinal);
        Assert.Equal("./learn down", commands[^1]);

        // A name of its own: other labs may run at the same time. What failed on the way is not left behind.
        string name = $"readme-{Environment.ProcessId}";
        var (exitCode, output, error) = await RunAsync($"export LEARN_LAB={name}; trap './learn down || true' ERR; {string.Join('\n', commands)}");

        Assert.True(exitCode == 0, $"{output}\n{error}");
        Assert.Contains($"The lab \"{name}\" is up: node-1, node-2, node-3", output, StringComparison.Ordinal);
        Assert.Matches(@"my-pod-1 +1/1 +Running +0 +[0-9]+s +10\.244\.", output);
        Assert.Contains("Hello from my-pod-", output, StringComparison.Ordinal);
        Assert.EndsWith($"The lab \"{name}\" is gone.\n", output, StringComparison.Ordinal);
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
            Environment = { ["LEARN_TESTED_BUILD"] = "1" },
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
