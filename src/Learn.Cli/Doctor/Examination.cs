using System.Reflection;
using Learn.Cli.Doctor.Course;
using Learn.Cli.Doctor.Machine;
using Learn.Cli.Doctor.Notebooks;
using Learn.Cli.Doctor.Programs;
using Learn.Cli.Doctor.Worlds;

namespace Learn.Cli.Doctor;

/// <summary>Looks at this machine. Nothing is changed: what is made to try something is thrown away.</summary>
internal static class Examination
{
    private static readonly string Version =
        typeof(Examination).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Looks, at everything side by side.</summary>
    /// <param name="folder">Where the user stands.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DoctorReport> RunAsync(string folder, CancellationToken cancellationToken)
    {
        string searchPath = Sandbox.Programs.SearchPath(Environment.GetEnvironmentVariable("PATH"));
        var attempt = OperatingSystem.IsLinux() ? WorldAttempt.StartAsync(cancellationToken) : Task.FromResult(new WorldAttempt(null, [], "labs need Linux"));
        var programs = new ProgramCheck(searchPath).ExamineAsync(cancellationToken);
        var jupyter = JupyterCheck.ExamineAsync(searchPath, cancellationToken);
        var others = Task.Run<DoctorFinding[]>(() =>
            [
                SystemCheck.Examine(), SdkCheck.Examine(), ResourceCheck.ExamineMemory(), ResourceCheck.ExamineDisk(Path.GetTempPath()),
                KernelspecCheck.Examine(Environment.GetEnvironmentVariable, LearnProgram.FilePath), PortCheck.Examine(),
                CourseCheck.Examine(folder), ProgressCheck.Examine(),
            ],
            cancellationToken);
        await using var world = await attempt;
        var findings = new List<DoctorFinding>(await programs);
        findings.AddRange(await WorldCheck.ExamineAsync(world, findings, cancellationToken));
        findings.Add(await jupyter);
        findings.AddRange(await others);
        return DoctorReport.Of(Environment.MachineName, Version, DateTimeOffset.UtcNow, [.. findings.OrderBy(finding => finding.Area)]);
    }
}
