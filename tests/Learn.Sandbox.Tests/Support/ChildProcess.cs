using System.Diagnostics;

namespace Learn.Sandbox.Tests;

/// <summary>This program, started as a child process.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">What it shall do (<see cref="ChildProgram"/>).</param>
    /// <param name="prefix">Programs in front, such as setpriv with its options.</param>
    /// <param name="directory">Directory with a copy of the program, for users who cannot read the build output.</param>
    public static ChildProcess Start(IReadOnlyList<string> arguments, IReadOnlyList<string>? prefix = null, string? directory = null) =>
        StartProgram([ChildProgram.Verb, .. arguments], prefix, directory);

    /// <summary>Starts this program as itself.</summary>
    public static ChildProcess StartProgram(IReadOnlyList<string> arguments, IReadOnlyList<string>? prefix = null, string? directory = null)
    {
        directory ??= AppContext.BaseDirectory;
        string[] command =
        [
            .. prefix ?? [],
            Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"),
            Path.Combine(directory, Path.GetFileName(typeof(ChildProcess).Assembly.Location)),
            .. arguments,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["HOME"] = directory;
        if (prefix is not null)
        {
            // Another user may not look into this one's directory for temporary files.
            start.Environment["TMPDIR"] = directory;
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line that it writes.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"The child ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> FinishAsync(CancellationToken cancellationToken)
    {
        var error = _process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output + await error);
    }

    /// <summary>Lets its standard input end.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
