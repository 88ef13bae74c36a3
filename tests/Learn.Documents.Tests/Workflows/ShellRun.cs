using System.Diagnostics;

namespace Learn.Documents.Tests.Workflows;

/// <summary>A step's commands, run as the host runs them: by <c>bash -e</c>, in the folder of the repository.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Error)
{
    /// <summary>Everything that was said, for a failed assertion.</summary>
    public string Said => $"exit code {ExitCode}\n{Output}\n{Error}";

    /// <summary>Runs commands.</summary>
    public static async Task<ShellRun> DoAsync(string commands, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", commands]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new ShellRun(process.ExitCode, await output, await error);
    }
}
