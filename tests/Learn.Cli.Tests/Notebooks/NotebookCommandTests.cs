using System.Diagnostics;
using System.Runtime.Versioning;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>learn notebook becomes Jupyter; here a script stands in for it.</summary>
[SupportedOSPlatform("linux")]
public sealed class NotebookCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("jupyter-notebook")]
    [InlineData("jupyter-lab")]
    public async Task It_becomes_the_front_end_that_is_there(string name)
    {
        Install(name, "echo \"$0 $*\"; echo \"$JUPYTER_PATH\"; echo \"I am $$\"");
        Directory.CreateDirectory(folder.At("my course"));
        var (run, process) = await RunAsync(folder.At("my course"), "--port", "9999");
        var lines = run.Output.Split('\n');
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Equal($"{folder.At(name)} --ip=127.0.0.1 -y --port=9999 --no-browser {(Environment.IsPrivilegedProcess ? "--allow-root " : "")}{folder.At("my course")}", lines[0]);
        Assert.Equal($"{folder.At("cache", "learn", "jupyter")}:/more", lines[1]);
        Assert.Equal($"I am {process}", lines[2]);
        Assert.True(File.Exists(folder.At("cache", "learn", "jupyter", "kernels", ".net-learn", "kernel.json")));
        Assert.False(Directory.Exists(folder.At("home")));
    }

    [Fact]
    public async Task Lab_comes_first_and_the_course_is_the_usual_place()
    {
        Install("jupyter-notebook", "echo notebook");
        Install("jupyter-lab", "echo lab; eval echo \\$$#");
        Directory.CreateDirectory(folder.At("checkout", "notebooks"));
        Assert.Equal($"lab\n{folder.At("checkout", "notebooks")}\n", (await RunAsync()).Run.Output);
    }

    [Fact]
    public async Task The_exit_code_is_the_front_ends()
    {
        Install("jupyter-lab", "exit 7");
        Assert.Equal(7, (await RunAsync(folder.Path)).Run.ExitCode);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var (run, _) = await RunAsync(folder.Path);
        Assert.Equal(ExitCode.MachineLacks, run.ExitCode);
        Assert.Contains("There is no Jupyter here", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, (await RunAsync(folder.At("none"))).Run.ExitCode);
    }

    private void Install(string name, string script)
    {
        File.WriteAllText(folder.At(name), $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(folder.At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<(LearnRun Run, int Process)> RunAsync(params string[] words)
    {
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(place => Path.Combine(place, "dotnet")).First(File.Exists);
        var start = new ProcessStartInfo(dotnet, [LearnRun.Program, "notebook", .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        foreach (var (name, value) in new Dictionary<string, string?>
        {
            ["PATH"] = folder.Path, ["XDG_CACHE_HOME"] = folder.At("cache"), ["HOME"] = folder.At("home"), ["JUPYTER_PATH"] = "/more", ["LEARN_HOME"] = folder.At("checkout"),
            ["DISPLAY"] = null, ["WAYLAND_DISPLAY"] = null, ["BROWSER"] = null, ["DOTNET_EnableDiagnostics"] = "0",
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (new LearnRun(process.ExitCode, output, await error), process.Id);
    }
}
