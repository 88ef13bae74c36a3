using System.Diagnostics;

namespace Learn.Cli;

/// <summary>This program, started again as a process of its own.</summary>
internal static class LearnProgram
{
    /// <summary>Starts it; its output is read and thrown away.</summary>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    /// <param name="environment">Variables for it besides ours.</param>
    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        // The program that runs us is dotnet, or, in tests, a program of its own: then the dotnet in PATH will do.
        string host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "learn.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
}
