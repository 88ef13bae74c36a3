using System.Diagnostics;
using Learn.Cli.Doctor;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Doctor;

/// <summary>This machine as <c>learn doctor</c> sees it after something was taken away from it: in namespaces of its own, so that the machine itself keeps it.</summary>
internal static class Patient
{
    /// <summary>Runs the doctor as it is.</summary>
    /// <param name="preparation">Shell commands before that, as root of a user namespace with mounts of its own.</param>
    /// <param name="options">Options of the doctor.</param>
    public static async Task<LearnRun> ExamineAsync(string preparation, params string[] options)
    {
        string script = $"set -e\n{preparation}\nexec dotnet '{LearnRun.Program}' doctor {string.Join(' ', options)}";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        var cancellation = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        string output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new LearnRun(process.ExitCode, output, await error);
    }

    /// <summary>The finding with an id.</summary>
    public static DoctorFinding Find(this DoctorReport report, string id) => Assert.Single(report.Findings, finding => finding.Id == id);

    /// <summary>What takes programs away: where they were is something that cannot be run.</summary>
    public static string Without(params string[] programs)
        => string.Join('\n', programs.Select(program => $"mount --bind /dev/null '{Sandbox.Programs.Find(program, Sandbox.Programs.SearchPath(null))}'"));
}
