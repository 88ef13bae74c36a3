using System.Diagnostics;
using Learn.Cli.Doctor;
using Learn.Cli.Doctor.Programs;

namespace Learn.Cli.Tests.Doctor;

/// <summary>What <c>./learn doctor --json</c> prints without its program is a report like any other.</summary>
public sealed class WrapperReportTests
{
    [Fact]
    public async Task The_strict_reader_takes_it_and_finds_the_same_programs()
    {
        using var bash = Process.Start(new ProcessStartInfo("bash",
            ["-euc", "LEARN_HOME=$PWD; for part in say machine build doctor; do . eng/wrapper/$part.sh; done; FINDINGS=(); examine_without_program 'only \"8\" in C:\\x' 'get 10' --json"])
        {
            WorkingDirectory = Root(),
            RedirectStandardOutput = true,
        })!;
        string output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.MachineLacks, bash.ExitCode);
        var report = DoctorReportReader.Read(output, "the wrapper");
        Assert.Equal((Environment.MachineName, false, "only \"8\" in C:\\x"), (report.Machine, report.Ready, report.Find("sdk").Seen));
        Assert.Equal(
            KnownProgram.All.Select(program => program.Name).Order(StringComparer.Ordinal),
            report.Findings.Where(finding => finding.Area == DoctorArea.Programs).Select(finding => finding.Id).Order(StringComparer.Ordinal));
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
