using System.Diagnostics;
using System.Text.Json;

namespace Learn.Cli;

/// <summary>This program, started again as a process of its own.</summary>
internal static class LearnProgram
{
    /// <summary>The program that runs it. That of this process is dotnet, or, in tests, a program of its own: then the dotnet in PATH will do.</summary>
    public static string Host { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    /// <summary>Its file.</summary>
    public static string FilePath { get; } = Path.Combine(AppContext.BaseDirectory, "learn.dll");

    /// <summary>Starts it; its output is read and thrown away.</summary>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    /// <param name="environment">Variables for it besides ours.</param>
    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = Describe(arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts it with all its standard streams in the caller's hand.</summary>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    public static Process StartWithInput(IReadOnlyList<string> arguments)
    {
        var start = Describe(arguments);
        start.RedirectStandardInput = true;
        // A runtime that dies by a signal leaves the socket of its diagnostics behind. (./learn sets this too.)
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    /// <param name="environment">Variables for it besides ours.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code, and what it wrote to its two streams.</returns>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = Describe(arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return RunAsync(start, cancellationToken);
    }

    /// <summary>Runs a program to its end: this one by way of another one, such as <c>setpriv</c>.</summary>
    /// <param name="start">The program. What it writes is read.</param>
    /// <param name="cancellationToken">Ends it, with all that it started.</param>
    /// <returns>Its exit code, and what it wrote to its two streams.</returns>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        using var killing = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Runs it to its end and reads the JSON that it prints.</summary>
    /// <exception cref="LabException">It failed; the message has its words.</exception>
    public static async Task<T> ReadJsonAsync<T>(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync(Describe(arguments), cancellationToken);
        return exitCode == 0
            ? JsonSerializer.Deserialize<T>(output)!
            : throw new LabException($"'learn {string.Join(' ', arguments)}' ended with {exitCode}: {error.Trim()}");
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> arguments) => new(Host, [FilePath, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
