using System.Diagnostics;

namespace Learn.Packages.Tests.Support;

/// <summary>What a program said, run to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    // The test runner's own settings are not those of the programs that it starts.
    private static readonly string[] NotTheirs = ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "LEARN_HOME", "LEARN_COURSE", "LEARN_LAB"];

    /// <summary>Runs it, with nothing to read.</summary>
    public static async Task<Command> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in NotTheirs)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        using var killing = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Command(process.ExitCode, output, await error);
    }

    /// <summary>Packs, with a compiler that has warmed up after the first project, and that ends with the packing.</summary>
    /// <param name="folder">Where it is said.</param>
    /// <param name="arguments">The words behind <c>dotnet pack</c>.</param>
    public static async Task PackAsync(string folder, params string[] arguments)
    {
        string compiler = $"learn-{Guid.NewGuid():N}";
        // Compiler and build nodes belong to the process group, which is ended: they would wait for more work for minutes.
        await SucceedAsync(
            folder, new Dictionary<string, string>(), "bash",
            [
                "-c", "set -m; \"$@\" & wait $! || code=$?; kill -TERM -- -$! 2>/dev/null; exit ${code:-0}", "bash", "dotnet", "pack", .. arguments,
                "-nologo", "-v:q", "-m:2", "-nodeReuse:false", "-p:UseSharedCompilation=true", $"-p:SharedCompilationId={compiler}", "-p:RunAnalyzers=false",
            ]);
        // Its socket is always there.
        File.Delete(Path.Combine("/tmp", compiler));
    }

    /// <summary>The same for one that must succeed.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    public static async Task<string> SucceedAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var run = await RunAsync(folder, environment, program, arguments);
        Assert.True(run.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}:\n{run.Output}\n{run.Error}");
        return run.Output;
    }
}
